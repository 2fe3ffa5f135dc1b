package io.loyalty.ingestion.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Makes random schemas that a contract may have, and random values of them in JSON and in Avro. */
final class RandomContract {
  private static final List<String> PLAIN =
      List.of(
          "\"string\"",
          "\"int\"",
          "\"long\"",
          "\"float\"",
          "\"double\"",
          "\"boolean\"",
          "\"bytes\"",
          "{\"type\":\"string\",\"logicalType\":\"uuid\"}",
          "{\"type\":\"int\",\"logicalType\":\"date\"}",
          "{\"type\":\"int\",\"logicalType\":\"time-millis\"}",
          "{\"type\":\"long\",\"logicalType\":\"time-micros\"}",
          "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}",
          "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
          "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}",
          "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":38,\"scale\":10}");

  private final Random random;
  private int names;

  RandomContract(Random random) {
    this.random = random;
  }

  /** Is a value with its JSON; without JSON if the field is left out. */
  record Value(Object avro, String json) {}

  String fields(int depth) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(8); i++) {
      String type = type(depth);
      boolean nullable = random.nextInt(3) == 0;
      String union = random.nextBoolean() ? "[\"null\"," + type + "]" : "[" + type + ",\"null\"]";
      String dflt = nullable && union.startsWith("[\"null\"") ? ",\"default\":null" : "";
      String declared = nullable ? union : type;
      if (!nullable && type.equals("\"long\"")) {
        dflt = ",\"default\":-77";
      }
      fields.add("{\"name\":\"f%d\",\"type\":%s%s}".formatted(names++, declared, dflt));
    }
    return String.join(",", fields);
  }

  private String type(int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 9);
    if (kind < 8) {
      return PLAIN.get(random.nextInt(PLAIN.size()));
    }
    return switch (kind) {
      case 8 ->
          "{\"type\":\"enum\",\"name\":\"E%d\",\"symbols\":[\"A\",\"B\",\"C\"]}".formatted(names++);
      case 9 -> "{\"type\":\"array\",\"items\":%s}".formatted(type(depth - 1));
      case 10 -> "{\"type\":\"map\",\"values\":%s}".formatted(type(depth - 1));
      default ->
          "{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[%s]}"
              .formatted(names++, fields(depth - 1));
    };
  }

  /**
   * Fills the fields {@code from} to {@code to} of a record, and returns their JSON in random
   * order.
   */
  String fill(GenericData.Record record, int from, int to) {
    List<String> members = new ArrayList<>();
    for (Schema.Field field : record.getSchema().getFields().subList(from, to)) {
      boolean optional = field.hasDefaultValue() || field.schema().isNullable();
      if (optional && random.nextInt(3) == 0) {
        record.put(
            field.pos(), field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null);
      } else {
        // A key is never blank.
        Value value = field.name().equals("key") ? key() : value(field.schema());
        record.put(field.pos(), value.avro());
        members.add(space() + '"' + field.name() + '"' + space() + ":" + space() + value.json());
      }
    }
    if (random.nextBoolean()) {
      Collections.shuffle(members, random);
    }
    return "{" + String.join(",", members) + space() + "}";
  }

  private Value key() {
    String text = "k" + text();
    return new Value(text, quoted(text));
  }

  private Value value(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> {
        Schema type =
            schema.getTypes().get(schema.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0);
        yield random.nextInt(3) == 0 ? new Value(null, "null") : value(type);
      }
      case RECORD -> {
        GenericData.Record record = new GenericData.Record(schema);
        String json = fill(record, 0, schema.getFields().size());
        yield new Value(record, json);
      }
      case ARRAY -> array(schema);
      case MAP -> map(schema);
      case ENUM -> {
        String symbol = schema.getEnumSymbols().get(random.nextInt(3));
        yield new Value(new GenericData.EnumSymbol(schema, symbol), '"' + symbol + '"');
      }
      default -> schema.getLogicalType() == null ? plain(schema) : logical(schema);
    };
  }

  private Value array(Schema schema) {
    List<Object> items = new ArrayList<>();
    List<String> json = new ArrayList<>();
    for (int i = size(); i > 0; i--) {
      Value item = value(schema.getElementType());
      items.add(item.avro());
      json.add(item.json());
    }
    return new Value(items, "[" + String.join(",", json) + "]");
  }

  private Value map(Schema schema) {
    Map<String, Object> entries = new LinkedHashMap<>();
    List<String> json = new ArrayList<>();
    for (int i = size(); i > 0; i--) {
      Value entry = value(schema.getValueType());
      String key = text() + i;
      entries.put(key, entry.avro());
      json.add(quoted(key) + ":" + entry.json());
    }
    return new Value(entries, "{" + String.join(",", json) + "}");
  }

  private int size() {
    return random.nextInt(20) == 0 ? 60 + random.nextInt(10) : random.nextInt(4);
  }

  private Value plain(Schema schema) {
    switch (schema.getType()) {
      case STRING -> {
        String text = text();
        return new Value(text, quoted(text));
      }
      case INT -> {
        int number = random.nextInt() >> random.nextInt(32);
        return new Value(number, number + (random.nextInt(4) == 0 ? ".0" : ""));
      }
      case LONG -> {
        long number = random.nextLong() >> random.nextInt(64);
        return new Value(number, Long.toString(number));
      }
      case FLOAT -> {
        float number = random.nextFloat() * (float) Math.pow(10, random.nextInt(20) - 10);
        return new Value(number, Float.toString(number));
      }
      case DOUBLE -> {
        double number = random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
        return new Value(number, Double.toString(number));
      }
      case BOOLEAN -> {
        boolean flag = random.nextBoolean();
        return new Value(flag, Boolean.toString(flag));
      }
      default -> {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        return new Value(
            ByteBuffer.wrap(bytes), '"' + Base64.getEncoder().encodeToString(bytes) + '"');
      }
    }
  }

  private Value logical(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return decimal(decimal);
    }
    long second = random.nextInt() * 25L;
    int nanos = random.nextInt(1_000_000_000);
    LocalTime time =
        LocalTime.of(random.nextInt(24), random.nextInt(60), random.nextInt(60), nanos);
    switch (schema.getLogicalType().getName()) {
      case "uuid" -> {
        String uuid = UUID.nameUUIDFromBytes(text().getBytes(StandardCharsets.UTF_8)).toString();
        return new Value(
            uuid, '"' + (random.nextBoolean() ? uuid : uuid.toUpperCase(Locale.ROOT)) + '"');
      }
      case "date" -> {
        LocalDate date = LocalDate.of(1, 1, 1).plusDays(random.nextInt(3_652_000));
        return new Value((int) date.toEpochDay(), "\"" + date + '"');
      }
      case "time-millis" -> {
        return new Value((int) (time.toNanoOfDay() / 1_000_000), json(time));
      }
      case "time-micros" -> {
        return new Value(time.toNanoOfDay() / 1_000, json(time));
      }
      case "timestamp-millis" -> {
        return new Value(second * 1_000 + nanos / 1_000_000, json(second, nanos));
      }
      default -> {
        return new Value(second * 1_000_000 + nanos / 1_000, json(second, nanos));
      }
    }
  }

  private static String json(LocalTime time) {
    return "\"" + DateTimeFormatter.ISO_LOCAL_TIME.format(time) + '"';
  }

  private String json(long second, int nanos) {
    var offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2161) - 1080));
    var time = Instant.ofEpochSecond(second, nanos).atOffset(offset);
    return "\"" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time) + '"';
  }

  private Value decimal(LogicalTypes.Decimal type) {
    int digits = 1 + random.nextInt(type.getPrecision());
    BigInteger unscaled = new BigInteger("9".repeat(digits));
    unscaled = new BigInteger(unscaled.bitLength(), random).mod(unscaled.add(BigInteger.ONE));
    BigDecimal value =
        new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale());
    BigDecimal written = random.nextBoolean() ? value : value.stripTrailingZeros();
    String text = random.nextBoolean() ? written.toPlainString() : written.toString();
    return new Value(
        ByteBuffer.wrap(value.unscaledValue().toByteArray()),
        random.nextBoolean() ? text : '"' + text + '"');
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 12); i > 0; i--) {
      int point =
          switch (random.nextInt(8)) {
            case 0 -> 1 + random.nextInt(0x7ff);
            case 1 -> 0x800 + random.nextInt(0xd000);
            case 2 -> 0x10000 + random.nextInt(0x100000);
            default -> ' ' + random.nextInt(95);
          };
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
    }
    return text.toString();
  }

  private String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              String character = Character.toString(point);
              if (point < ' ' || point == '"' || point == '\\' || random.nextInt(20) == 0) {
                character.chars().forEach(c -> json.append("\\u%04x".formatted(c)));
              } else {
                json.append(character);
              }
            });
    return json.append('"').toString();
  }

  private String space() {
    return random.nextInt(5) == 0 ? " \n" : "";
  }
}
