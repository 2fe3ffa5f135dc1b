package io.loyalty.consumption.batch;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Creates valid values of a schema, including the ends of their ranges. */
final class RandomRecord {
  /** This is 4714-11-24 BC, PostgreSQL's first day. */
  static final int FIRST_DAY = -2_440_588;

  static final int LAST_DAY = 2_145_042_905;
  static final long DAY_MICROS = 86_400_000_000L;
  static final long FIRST_MICROS = FIRST_DAY * DAY_MICROS;

  private static final String[] CHARACTERS = {
    "a",
    "Z",
    "0",
    " ",
    "\"",
    "\\",
    "/",
    "\n",
    "\t",
    "\b",
    "\u0001",
    "\u001f",
    "\u007f",
    "\u0080",
    "é",
    "ß",
    "€",
    "\u2028",
    "\ud7ff",
    "\ue000",
    "\ufffd",
    "\uffff",
    "\ud800\udc00",
    "😀",
    "\udbff\udfff",
  };

  private final Random random;

  RandomRecord(Random random) {
    this.random = random;
  }

  GenericRecord next(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(
          field.pos(),
          switch (field.name()) {
            case "occurredAtOffset" -> (int) (short) random.nextInt();
            // The last day is left out, because no window extends that far.
            case "occurredAt" -> among(FIRST_MICROS, -1L, 0L, random.nextLong() >>> 12);
            default -> value(field.schema());
          });
    }
    return record;
  }

  private Object value(Schema schema) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case UNION -> value(schema.getTypes().get(random.nextInt(2)));
      case NULL -> null;
      case RECORD -> next(schema);
      case ARRAY ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(each -> value(schema.getElementType()))
              .collect(Collectors.toCollection(ArrayList::new));
      case MAP -> map(schema.getValueType());
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case STRING -> logical.equals("uuid") ? uuid() : string();
      case BYTES ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? ByteBuffer.wrap(decimal(decimal.getPrecision()).toByteArray())
              : ByteBuffer.wrap(bytes());
      case INT -> intValue(logical);
      case LONG -> longValue(logical);
      case FLOAT -> Float.intBitsToFloat(random.nextInt());
      case DOUBLE ->
          among(
              -0.0,
              Double.NaN,
              Double.NEGATIVE_INFINITY,
              Double.MIN_VALUE,
              Double.MAX_VALUE,
              Double.longBitsToDouble(random.nextLong()),
              random.nextGaussian());
      case BOOLEAN -> random.nextBoolean();
      case FIXED -> throw new IllegalArgumentException("fixed is not carried");
    };
  }

  private Object intValue(String logical) {
    return switch (logical) {
      case "date" -> among(FIRST_DAY, LAST_DAY, 0, -1, random.nextInt(40_000));
      case "time-millis" -> among(0, 86_399_999, random.nextInt(86_400_000));
      default -> among(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, random.nextInt());
    };
  }

  private Object longValue(String logical) {
    return switch (logical) {
      case "time-micros" -> among(0L, DAY_MICROS - 1, random.nextLong(DAY_MICROS));
      case "timestamp-millis" ->
          among(FIRST_MICROS / 1_000, Long.MAX_VALUE / 1_000, 0L, -1L, random.nextLong() >>> 20);
      case "timestamp-micros" ->
          among(FIRST_MICROS, Long.MAX_VALUE, 0L, -1L, random.nextLong() >>> 10);
      default -> among(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, random.nextLong());
    };
  }

  private BigInteger decimal(int precision) {
    BigInteger bound = BigInteger.TEN.pow(precision);
    BigInteger value =
        among(
            BigInteger.ZERO,
            BigInteger.ONE,
            bound.subtract(BigInteger.ONE),
            BigInteger.TEN.pow(random.nextInt(precision)),
            new BigInteger(bound.bitLength() + 8, random).mod(bound));
    return random.nextBoolean() ? value : value.negate();
  }

  private Map<String, Object> map(Schema values) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int entries = random.nextInt(4); entries > 0; entries--) {
      map.put(string(), value(values));
    }
    return map;
  }

  private String uuid() {
    String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
    return random.nextBoolean() ? uuid : uuid.toUpperCase(Locale.ROOT);
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  @SafeVarargs
  private <T> T among(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** Returns the value of a decimal. */
  static BigDecimal decimal(ByteBuffer bytes, int scale) {
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.duplicate().get(unscaled);
    return new BigDecimal(new BigInteger(unscaled), scale);
  }
}
