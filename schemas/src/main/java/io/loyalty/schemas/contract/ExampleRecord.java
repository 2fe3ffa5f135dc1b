package io.loyalty.schemas.contract;

import io.loyalty.schemas.text.NameBasedUuid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;

/**
 * Makes a record of an event type from its contract alone: every field has a value, which is the
 * same each time. Immutable and thread-safe.
 */
public final class ExampleRecord {
  /** Is the time of everything in an example. */
  public static final Instant TIME = Instant.parse("2026-01-01T12:00:00Z");

  private static final String STAGES = "/streams/";
  private static final String OFFSET = "occurredAtOffset";
  private static final String SOURCE = "source";

  // Not even the hash of a made-up value: an example must not look like the hash of a person's.
  private static final String HASHED = "<hashed>";

  private static final GenericData AVRO = new GenericData();

  static {
    AVRO.addLogicalTypeConversion(new Conversions.DecimalConversion());
    AVRO.addLogicalTypeConversion(new TimeConversions.DateConversion());
    AVRO.addLogicalTypeConversion(new TimeConversions.TimeMillisConversion());
    AVRO.addLogicalTypeConversion(new TimeConversions.TimeMicrosConversion());
    AVRO.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    AVRO.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
  }

  private final EventType type;

  /** Creates the example of a type. */
  public ExampleRecord(EventType type) {
    this.type = type;
  }

  /** Returns the record in Avro's JSON encoding, which any reader of Avro can decode. */
  public String json() {
    GenericData.Record record = new GenericData.Record(type.avro());
    for (FieldContract field : type.fields()) {
      record.put(field.name(), topValue(field));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonEncoder encoder = EncoderFactory.get().jsonEncoder(type.avro(), out);
      new GenericDatumWriter<>(type.avro(), AVRO).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a record could not be written into memory", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Returns what the pipeline itself writes into the fields that every event has. */
  private Object topValue(FieldContract field) {
    Optional<String> stage = type.topic().derivedBy();
    return switch (field.name()) {
      case FieldRules.LAST -> null;
      case OFFSET -> 0;
      case SOURCE -> stage.<Object>map(STAGES::concat).orElseGet(() -> value(field, field.type()));
      default -> value(field, field.type());
    };
  }

  private Object value(FieldContract field, Schema schema) {
    if (schema.getLogicalType() != null) {
      return logical(field, schema);
    }
    return switch (schema.getType()) {
      case STRING -> field.hashed() ? HASHED : field.text().example(field.name());
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
      case INT -> 1;
      case LONG -> 1L;
      case FLOAT -> 1.5f;
      case DOUBLE -> 1.5d;
      case BOOLEAN -> true;
      case BYTES -> ByteBuffer.wrap(field.name().getBytes(StandardCharsets.UTF_8));
      case RECORD -> record(field, schema);
      case ARRAY -> List.of(value(field, Nullable.type(schema.getElementType())));
      case MAP -> Map.of("key", value(field, Nullable.type(schema.getValueType())));
      case UNION, FIXED, NULL ->
          throw new InvalidContractException(
              "%s: the type %s is not carried".formatted(field.name(), schema.getType()));
    };
  }

  private GenericData.Record record(FieldContract field, Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    for (FieldContract each : field.fields()) {
      record.put(each.name(), value(each, each.type()));
    }
    return record;
  }

  private Object logical(FieldContract field, Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      boolean hasOnes = decimal.getPrecision() > decimal.getScale();
      return (hasOnes ? BigDecimal.ONE : BigDecimal.ZERO).setScale(decimal.getScale());
    }
    return switch (schema.getLogicalType().getName()) {
      case "uuid" ->
          NameBasedUuid.of(NameBasedUuid.URL, "urn:example:" + type.name() + ":" + field.name())
              .toString();
      case "date" -> TIME.atOffset(ZoneOffset.UTC).toLocalDate();
      case "time-millis", "time-micros" -> LocalTime.of(12, 30);
      default -> TIME;
    };
  }
}
