package io.loyalty.stream.stage;

import io.loyalty.schemas.wire.GeneratedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
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
 * Keeps the state of a stage by Avro's single-object encoding, whose header tells the version of
 * the class. State of another version is refused, not misread. Thread-safe.
 *
 * <p>State is read and written at each event, and most of it is the past of one member. A class
 * without logical types has generated code for that, several times as fast as Avro's general one.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Single
 *     object encoding</a>
 */
public final class StateSerde<T extends SpecificRecord>
    implements Serde<T>, Serializer<T>, Deserializer<T> {
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};
  private static final byte[] NOTHING = {};
  private static final ThreadLocal<BinaryDecoder> DECODERS =
      ThreadLocal.withInitial(() -> DecoderFactory.get().binaryDecoder(NOTHING, null));
  private static final ThreadLocal<BinaryEncoder> ENCODERS =
      ThreadLocal.withInitial(
          () -> EncoderFactory.get().binaryEncoder(OutputStream.nullOutputStream(), null));

  private final byte[] header;
  private final SpecificDatumWriter<T> writer;
  private final SpecificDatumReader<T> reader;

  /** Creates a Serde of one class. */
  public StateSerde(Class<T> type) {
    GeneratedClasses.trust();
    SpecificData model = SpecificData.getForClass(type);
    Schema schema = model.getSchema(type);
    boolean isGenerated =
        Arrays.stream(type.getDeclaredMethods())
            .anyMatch(method -> method.getName().equals("customDecode"));
    model.setCustomCoders(isGenerated);
    // It goes before the generated code.
    model.setFastReaderEnabled(!isGenerated);
    this.header = header(schema);
    this.writer = new SpecificDatumWriter<>(schema, model);
    this.reader = new SpecificDatumReader<>(schema, schema, model);
  }

  private static byte[] header(Schema schema) {
    return ByteBuffer.allocate(MARKER.length + Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
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
  public byte[] serialize(String topic, T state) {
    if (state == null) {
      return null;
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODERS.get());
    try {
      writer.write(state, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public T deserialize(String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    if (!isOfThisVersion(bytes)) {
      throw new StateVersionException(topic);
    }
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes, header.length, bytes.length - header.length, DECODERS.get());
    try {
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOfThisVersion(byte[] bytes) {
    return bytes.length >= header.length
        && Arrays.equals(bytes, 0, header.length, header, 0, header.length);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {}

  @Override
  public void close() {}
}
