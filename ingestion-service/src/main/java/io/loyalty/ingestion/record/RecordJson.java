package io.loyalty.ingestion.record;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import tools.jackson.databind.util.RawValue;

/**
 * Shows the records of one event type as values that Jackson writes as plain JSON: decimals as the
 * text of their digits, times by RFC 3339, bytes in base64, {@code unmapped} as the object that it
 * is. Fields that the contract hashes are not shown, not even hashed: whoever can ask for the hash
 * of any value could look up whose it is. Immutable, thread-safe.
 */
public final class RecordJson {
  /** Replaces a value that the contract hashes. */
  public static final String HASHED = "<hashed>";

  private final EventType type;
  private final String unmapped;

  /** Creates a view of the records of this type. */
  public RecordJson(EventType type) {
    this.type = type;
    this.unmapped = type.fields().get(type.fields().size() - 1).name();
  }

  /** Holds a record and its key. */
  public record Shown(String key, Map<String, Object> record) {}

  /** Returns the record that the event would have on its topic. */
  public Shown show(Validated.Valid valid) {
    Map<String, Object> record = record(type.fields(), read(valid.value()));
    Object extra = record.get(unmapped);
    if (extra instanceof String text) {
      // Unchanged, so that numbers keep their digits.
      record.put(unmapped, new RawValue(text));
    }
    return new Shown(key(record), record);
  }

  /** Keeps the order of maps, unlike Avro's fast reader. */
  private static final class InOrder extends GenericDatumReader<GenericRecord> {
    InOrder(Schema schema) {
      super(schema, schema, new GenericData().setFastReaderEnabled(false));
    }

    @Override
    protected Object newMap(Object old, int size) {
      return new LinkedHashMap<>();
    }
  }

  private GenericRecord read(byte[] value) {
    try {
      return new InOrder(type.avro())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      value,
                      WireFormat.HEADER_BYTES,
                      value.length - WireFormat.HEADER_BYTES,
                      null));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private String key(Map<String, Object> record) {
    return type.topic().keyFields().stream()
        .map(record::get)
        .filter(value -> value != null)
        .findFirst()
        .map(Object::toString)
        .orElse(null);
  }

  private static Map<String, Object> record(List<FieldContract> fields, GenericRecord record) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (FieldContract field : fields) {
      Object value = record.get(field.avro().pos());
      boolean hidden = value != null && field.hashed();
      shown.put(field.name(), hidden ? HASHED : value(field, field.type(), value));
    }
    return shown;
  }

  private static Object value(FieldContract field, Schema schema, Object value) {
    if (value == null) {
      return null;
    }
    return switch (schema.getType()) {
      case UNION -> value(field, FieldContract.withoutNull(schema), value);
      case RECORD -> record(field.fields(), (GenericRecord) value);
      case ARRAY ->
          ((Collection<?>) value)
              .stream().map(each -> value(field, schema.getElementType(), each)).toList();
      case MAP -> map(field, schema, (Map<?, ?>) value);
      case BYTES -> bytes(schema, (ByteBuffer) value);
      case INT, LONG -> number(schema.getLogicalType(), (Number) value);
      case STRING, ENUM -> value.toString();
      case FLOAT, DOUBLE, BOOLEAN, FIXED, NULL -> value;
    };
  }

  private static Map<String, Object> map(FieldContract field, Schema schema, Map<?, ?> values) {
    Map<String, Object> shown = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> shown.put(key.toString(), value(field, schema.getValueType(), value)));
    return shown;
  }

  private static String bytes(Schema schema, ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
        ? new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString()
        : Base64.getEncoder().encodeToString(bytes);
  }

  private static Object number(LogicalType logical, Number value) {
    if (logical == null) {
      return value;
    }
    return switch (logical.getName()) {
      case "date" -> LocalDate.ofEpochDay(value.longValue()).toString();
      case "time-millis" -> time(value.longValue(), ChronoUnit.MILLIS);
      case "time-micros" -> time(value.longValue(), ChronoUnit.MICROS);
      case "timestamp-millis" ->
          Instant.EPOCH.plus(value.longValue(), ChronoUnit.MILLIS).toString();
      case "timestamp-micros" ->
          Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS).toString();
      default -> value;
    };
  }

  private static String time(long value, ChronoUnit unit) {
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.MIDNIGHT.plus(value, unit));
  }
}
