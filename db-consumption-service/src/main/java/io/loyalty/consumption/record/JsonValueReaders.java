package io.loyalty.consumption.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Converts Avro values into JSON: bytes as Base64, decimals as numbers, dates and times in ISO
 * 8601, and NaN and the infinities, which JSON has no numbers for, as strings.
 */
final class JsonValueReaders {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private JsonValueReaders() {}

  static JsonValueReader of(Schema schema) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case STRING -> JsonValueReaders::string;
      case ENUM -> symbol(schema.getEnumSymbols());
      case INT -> ofInt(logical);
      case LONG -> ofLong(logical);
      case BYTES ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? decimal(new DecimalBytes(decimal.getPrecision(), decimal.getScale()))
              : JsonValueReaders::bytes;
      case FLOAT -> (in, out) -> floating(in.readFloat(), out);
      case DOUBLE -> (in, out) -> floating(in.readDouble(), out);
      case BOOLEAN -> (in, out) -> out.raw(Boolean.toString(in.readBoolean()));
      case ARRAY -> array(of(schema.getElementType()));
      case MAP -> map(of(schema.getValueType()));
      case RECORD -> record(schema.getFields());
      case UNION -> union(schema.getTypes().stream().map(JsonValueReaders::of).toList());
      case NULL -> (in, out) -> out.raw(NULL);
      case FIXED ->
          throw new UnreadableSchemaException(
              "%s: the type fixed is not supported".formatted(schema.getFullName()));
    };
  }

  private static JsonValueReader ofInt(String logical) {
    return switch (logical) {
      case "date" -> (in, out) -> out.string(LocalDate.ofEpochDay(in.readInt()).toString());
      case "time-millis" -> (in, out) -> time(PostgresRange.timeOfMillis(in.readInt()), out);
      default -> (in, out) -> out.number(in.readInt());
    };
  }

  private static JsonValueReader ofLong(String logical) {
    return switch (logical) {
      case "timestamp-millis" ->
          (in, out) -> timestamp(PostgresRange.timestampOfMillis(in.readLong()), out);
      case "timestamp-micros" ->
          (in, out) -> timestamp(PostgresRange.timestamp(in.readLong()), out);
      case "time-micros" -> (in, out) -> time(PostgresRange.time(in.readLong()), out);
      default -> (in, out) -> out.number(in.readLong());
    };
  }

  private static void string(AvroCursor in, JsonText out) {
    int length = in.readLength();
    int from = in.take(length);
    Utf8.check(in.data(), from, length);
    out.string(in.data(), from, length);
  }

  private static JsonValueReader symbol(List<String> symbols) {
    return (in, out) -> out.string(symbols.get(in.readIndex(symbols.size())));
  }

  private static void bytes(AvroCursor in, JsonText out) {
    int length = in.readLength();
    out.base64(in.data(), in.take(length), length);
  }

  private static JsonValueReader decimal(DecimalBytes decimal) {
    return (in, out) ->
        out.raw(new BigDecimal(decimal.readBig(in), decimal.scale()).toPlainString());
  }

  private static void floating(float value, JsonText out) {
    if (Float.isFinite(value)) {
      out.raw(Float.toString(value));
    } else {
      out.string(Float.toString(value));
    }
  }

  private static void floating(double value, JsonText out) {
    if (Double.isFinite(value)) {
      out.raw(Double.toString(value));
    } else {
      out.string(Double.toString(value));
    }
  }

  private static void timestamp(long micros, JsonText out) {
    out.string(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
  }

  private static void time(long micros, JsonText out) {
    out.string(LocalTime.ofNanoOfDay(micros * 1_000).toString());
  }

  private static JsonValueReader array(JsonValueReader item) {
    return (in, out) -> {
      out.raw('[');
      boolean first = true;
      for (int items = in.readBlock(); items > 0; items = in.readBlock()) {
        for (int each = 0; each < items; each++) {
          if (!first) {
            out.raw(',');
          }
          first = false;
          item.read(in, out);
        }
      }
      out.raw(']');
    };
  }

  private static JsonValueReader map(JsonValueReader value) {
    return (in, out) -> {
      out.raw('{');
      boolean first = true;
      for (int entries = in.readBlock(); entries > 0; entries = in.readBlock()) {
        for (int each = 0; each < entries; each++) {
          if (!first) {
            out.raw(',');
          }
          first = false;
          string(in, out);
          out.raw(':');
          value.read(in, out);
        }
      }
      out.raw('}');
    };
  }

  private static JsonValueReader record(List<Schema.Field> fields) {
    List<String> names = fields.stream().map(Schema.Field::name).toList();
    List<JsonValueReader> values = fields.stream().map(field -> of(field.schema())).toList();
    return (in, out) -> {
      out.raw('{');
      for (int each = 0; each < names.size(); each++) {
        if (each > 0) {
          out.raw(',');
        }
        out.string(names.get(each));
        out.raw(':');
        values.get(each).read(in, out);
      }
      out.raw('}');
    };
  }

  private static JsonValueReader union(List<JsonValueReader> branches) {
    return (in, out) -> branches.get(in.readIndex(branches.size())).read(in, out);
  }
}
