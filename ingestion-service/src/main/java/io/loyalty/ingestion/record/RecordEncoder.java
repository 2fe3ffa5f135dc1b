package io.loyalty.ingestion.record;

import io.loyalty.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Encodes plain Java values as a record in Confluent's wire format, for records that the pipeline
 * itself makes. Values are String, Integer, Long, Double, Boolean, byte[], List, Map and null; a
 * logical type takes its Avro base value. Thread-safe.
 */
public final class RecordEncoder {
  private final Schema schema;
  private final byte[] header = new byte[WireFormat.HEADER_BYTES];

  /** Creates an encoder for the schema {@code text}, registered with the id {@code schemaId}. */
  public RecordEncoder(String text, int schemaId) {
    this.schema = new Schema.Parser().parse(text);
    WireFormat.writeHeader(header, 0, schemaId);
  }

  /**
   * Encodes a record of values by field name; an absent value is null.
   *
   * @throws IllegalArgumentException if a value does not fit its field
   */
  public byte[] encode(Map<String, Object> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    bytes.writeBytes(header);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(schema).write(datum(schema, values), encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Object datum(Schema schema, Object value) {
    return switch (schema.getType()) {
      case RECORD -> record(schema, value);
      case ARRAY ->
          ((List<?>) value).stream().map(item -> datum(schema.getElementType(), item)).toList();
      case BYTES -> ByteBuffer.wrap((byte[]) value);
      case UNION -> value == null ? null : datum(nonNull(schema), value);
      default -> value;
    };
  }

  private static GenericData.Record record(Schema schema, Object value) {
    Map<?, ?> values = (Map<?, ?>) value;
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      Object given = values.get(field.name());
      boolean nullable = field.schema().isNullable();
      if (given == null && !nullable) {
        throw new IllegalArgumentException(
            "%s.%s has no value".formatted(schema.getName(), field.name()));
      }
      record.put(field.pos(), datum(field.schema(), given));
    }
    return record;
  }

  private static Schema nonNull(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }
}
