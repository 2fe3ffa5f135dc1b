package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.InvalidContractException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/**
 * Writes the default of a field as an SQL expression, written as PostgreSQL itself writes the
 * value.
 */
final class ColumnDefault {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter();
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd ")
          .append(TIME)
          .appendLiteral("+00")
          .toFormatter()
          .withZone(ZoneOffset.UTC);
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private final String place;
  private final Schema schema;
  private final ColumnType type;

  private ColumnDefault(String place, Schema schema, ColumnType type) {
    this.place = place;
    this.schema = schema;
    this.type = type;
  }

  /**
   * Empty where there is none, it is null, or it is an array or map with something in it.
   *
   * @param place the field, for messages
   * @throws InvalidContractException when the default is not a value of the field's type
   */
  static Optional<String> of(String place, Schema.Field field, ColumnType type) {
    Object value = field.hasDefaultValue() ? field.defaultVal() : null;
    if (value == null || value == JsonProperties.NULL_VALUE) {
      return Optional.empty();
    }
    return new ColumnDefault(place, FieldContract.withoutNull(field.schema()), type).sql(value);
  }

  private Optional<String> sql(Object value) {
    if (value instanceof Collection<?> items) {
      return items.isEmpty() ? Optional.of("'[]'") : Optional.empty();
    }
    if (value instanceof Map<?, ?> entries) {
      return entries.isEmpty() ? Optional.of("'{}'") : Optional.empty();
    }
    if (value instanceof byte[] bytes) {
      return Optional.of(bytes(bytes));
    }
    if (value instanceof Number number) {
      return Optional.of(number(number));
    }
    return Optional.of(value instanceof Boolean ? value.toString() : text(value.toString()));
  }

  private String bytes(byte[] bytes) {
    if (type.kind() != ColumnType.Kind.NUMERIC) {
      return quoted("\\x" + HexFormat.of().formatHex(bytes));
    }
    if (bytes.length == 0) {
      throw refused("an empty text", "a decimal has at least one byte, such as \\u0000");
    }
    BigDecimal value = new BigDecimal(new BigInteger(bytes), type.scale());
    if (value.precision() > type.precision()) {
      throw refused(
          value.toPlainString(),
          "it has more than %d digits; Avro writes 1.000 of scale 3 as \\u0003\\u00e8, the number 1000 in bytes"
              .formatted(type.precision()));
    }
    return value.toPlainString();
  }

  private String number(Number value) {
    return switch (type.kind()) {
      case DATE -> {
        LocalDate date = LocalDate.ofEpochDay(value.longValue());
        requireYear(date.getYear(), date);
        yield quoted(date.toString());
      }
      case TIME -> {
        long nanos = value.longValue() * perUnit(1_000_000, 1_000);
        if (nanos < 0 || nanos >= ChronoUnit.DAYS.getDuration().toNanos()) {
          throw refused(value, "a time of day is from 0 to before 24 hours");
        }
        yield quoted(TIME.format(LocalTime.ofNanoOfDay(nanos)));
      }
      case TIMESTAMPTZ -> {
        Instant instant = Instant.EPOCH.plus(value.longValue(), ChronoUnit.MICROS);
        if (logical().endsWith("millis")) {
          instant = Instant.ofEpochMilli(value.longValue());
        }
        requireYear(instant.atOffset(ZoneOffset.UTC).getYear(), instant);
        yield quoted(TIMESTAMP.format(instant));
      }
      case DOUBLE_PRECISION ->
          // A float is stored as the double of the same value.
          schema.getType() == Schema.Type.FLOAT
              ? Double.toString(value.floatValue())
              : Double.toString(value.doubleValue());
      case BIGINT, INTEGER, SMALLINT -> Long.toString(value.longValue());
      case UUID, TEXT, BOOLEAN, NUMERIC, BYTEA, JSONB ->
          throw refused(value, "a number is no value of it");
    };
  }

  private String text(String value) {
    if (type.kind() == ColumnType.Kind.UUID) {
      return quoted(uuid(value).toString());
    }
    if (schema.getType() == Schema.Type.ENUM && !schema.hasEnumSymbol(value)) {
      throw refused(value, "it is none of the symbols");
    }
    if (value.indexOf('\0') >= 0) {
      throw refused("a text with U+0000", "PostgreSQL can't hold that character");
    }
    return quoted(value);
  }

  private UUID uuid(String value) {
    try {
      return UUID.fromString(value);
    } catch (IllegalArgumentException e) {
      throw refused(value, "it is no UUID");
    }
  }

  private void requireYear(int year, Object value) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw refused(value, "its year is not from 0001 to 9999");
    }
  }

  private long perUnit(long ofMillis, long ofMicros) {
    return logical().endsWith("millis") ? ofMillis : ofMicros;
  }

  private String logical() {
    return schema.getLogicalType().getName();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private InvalidContractException refused(Object value, String why) {
    return new InvalidContractException(
        "%s: its default %s does not fit %s: %s".formatted(place, value, type.sql(), why));
  }
}
