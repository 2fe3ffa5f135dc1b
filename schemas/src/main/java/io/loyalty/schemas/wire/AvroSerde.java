package io.loyalty.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads and writes typed Avro records in Confluent's wire format, for Kafka's clients and Kafka
 * Streams. A record of an earlier version of the contract is read as one of the version that its
 * class was generated from. Thread-safe.
 *
 * <p>Reading fails with {@link MalformedRecordException} where the bytes are no such record, and
 * with whatever the given functions throw where the registry is not available.
 */
public final class AvroSerde<T extends SpecificRecord>
    implements Serde<T>, Serializer<T>, Deserializer<T> {
  private static final ThreadLocal<BinaryDecoder> DECODERS = new ThreadLocal<>();
  private static final ThreadLocal<BinaryEncoder> ENCODERS = new ThreadLocal<>();

  private final SpecificData model;
  private final Schema schema;
  private final SpecificDatumWriter<T> writer;
  private final IntFunction<String> schemas;
  private final IntSupplier id;
  private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();

  /**
   * Creates a Serde of one class.
   *
   * @param type the generated class
   * @param schemas returns the text of a registered schema by its id; asked once for each id
   * @param id returns the registry's id of the class's own schema; asked for each record written
   */
  public AvroSerde(Class<T> type, IntFunction<String> schemas, IntSupplier id) {
    GeneratedClasses.trust();
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.writer = new SpecificDatumWriter<>(schema, model);
    this.schemas = schemas;
    this.id = id;
  }

  /** Creates a Serde that only reads: writing throws {@link UnsupportedOperationException}. */
  public static <T extends SpecificRecord> AvroSerde<T> reading(
      Class<T> type, IntFunction<String> schemas) {
    return new AvroSerde<>(
        type,
        schemas,
        () -> {
          throw new UnsupportedOperationException("this Serde only reads");
        });
  }

  @Override
  public Serializer<T> serializer() {
    return this;
  }

  @Override
  public Deserializer<T> deserializer() {
    return this;
  }

  @Override
  public byte[] serialize(String topic, T value) {
    if (value == null) {
      return null;
    }
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, 0, id.getAsInt());
    var out = new ByteArrayOutputStream();
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, ENCODERS.get());
    ENCODERS.set(encoder);
    try {
      writer.write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public T deserialize(String topic, byte[] value) {
    if (value == null) {
      return null;
    }
    SpecificDatumReader<T> reader =
        readers.computeIfAbsent(WireFormat.schemaId(value), this::reader);
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(
                value,
                WireFormat.HEADER_BYTES,
                value.length - WireFormat.HEADER_BYTES,
                DECODERS.get());
    DECODERS.set(decoder);
    try {
      T read = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new MalformedRecordException("bytes are left after the record");
      }
      return read;
    } catch (IOException | AvroRuntimeException e) {
      throw new MalformedRecordException("the bytes are no record of their schema", e);
    }
  }

  private SpecificDatumReader<T> reader(int writerId) {
    String text = schemas.apply(writerId);
    try {
      return new SpecificDatumReader<>(new Schema.Parser().parse(text), schema, model);
    } catch (AvroRuntimeException e) {
      throw new MalformedRecordException(
          "the schema of id %d is no Avro schema".formatted(writerId), e);
    }
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {}

  @Override
  public void close() {}
}
