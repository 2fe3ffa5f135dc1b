package io.loyalty.consumption;

import io.loyalty.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Is an event as a producer with Avro's own writer publishes it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Event(String type, Integer partition, byte[] key, GenericRecord record) {
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  static Event points(UUID id, long points) {
    return points(id, points, NOON);
  }

  static Event points(UUID id, long points, Instant occurredAt) {
    GenericRecord record = envelope("points-collected", id, occurredAt);
    record.put("memberId", "m-" + points % 100);
    record.put("points", fits(record, "points", points));
    record.put("reason", "PURCHASE");
    return new Event("points-collected", null, bytes("m-" + points % 100), record);
  }

  static List<Event> points(int count) {
    return IntStream.range(0, count).mapToObj(i -> points(UUID.randomUUID(), i)).toList();
  }

  static Event coupon(UUID id, String code) {
    GenericRecord record = envelope("coupon-redeemed", id, NOON);
    record.put("memberId", "m-1");
    record.put("couponCode", code);
    record.put("campaignId", "c-1");
    return new Event("coupon-redeemed", null, bytes("m-1"), record);
  }

  static Event purchase(UUID id, String... products) {
    GenericRecord record = envelope("purchase-transaction", id, NOON);
    record.put("transactionId", "t-1");
    record.put("storeId", "s-1");
    record.put("transactionType", "SALE");
    record.put("currency", "EUR");
    record.put("totalAmount", decimal("12.50"));
    Schema line = record.getSchema().getField("lineItems").schema().getElementType();
    List<GenericRecord> lines =
        Arrays.stream(products)
            .map(
                product -> {
                  GenericRecord item = new GenericData.Record(line);
                  item.put("productId", product);
                  item.put("quantity", decimal("1.000"));
                  item.put("amount", decimal("2.50"));
                  item.put("discountAmount", decimal("0.00"));
                  return item;
                })
            .toList();
    record.put("lineItems", lines);
    return new Event("purchase-transaction", null, bytes("s-1"), record);
  }

  /** Returns an event of any type, with a value in every field without a default. */
  static Event of(String type, UUID id, Instant occurredAt) {
    GenericRecord record = envelope(type, id, occurredAt);
    for (Schema.Field field : record.getSchema().getFields()) {
      if (record.get(field.pos()) == null && !field.hasDefaultValue()) {
        record.put(field.pos(), anything(field.schema()));
      }
    }
    return new Event(type, null, bytes(id.toString()), record);
  }

  static Event deadLetter(String original) {
    Schema schema = schema("dead-letter");
    GenericRecord record = new GenericData.Record(schema);
    byte[] bytes = bytes(original);
    record.put("deadLetterId", "sha-" + original);
    record.put("rejectedAt", micros(Instant.now()));
    record.put("station", "validate");
    record.put("reason", "invalid");
    record.put("eventType", "points-collected");
    GenericRecord violation =
        new GenericData.Record(schema.getField("violations").schema().getElementType());
    violation.put("path", "/points");
    violation.put("rule", "type");
    violation.put("expected", "int");
    violation.put("found", "string");
    record.put("violations", List.of(violation));
    record.put("original", ByteBuffer.wrap(bytes));
    record.put("originalKind", "EVENT");
    record.put("serviceVersion", "test");
    return new Event("dead-letter", null, bytes, record);
  }

  /** Returns the resolution of a dead letter, with one violation. */
  static Event resolution(String deadLetterId, String redriveId, String outcome) {
    Schema schema = schema("dead-letter-resolution");
    GenericRecord record = new GenericData.Record(schema);
    record.put("deadLetterId", deadLetterId);
    record.put("redriveId", redriveId);
    record.put("eventPosition", 0);
    record.put("resolvedAt", micros(Instant.now()));
    record.put("outcome", outcome);
    record.put("serviceVersion", "test");
    GenericRecord violation =
        new GenericData.Record(schema.getField("violations").schema().getElementType());
    violation.put("path", "/data/email");
    violation.put("rule", "format");
    violation.put("expected", "an address");
    violation.put("found", "jane@example.org");
    record.put("violations", List.of(violation));
    return new Event("dead-letter-resolution", null, bytes(deadLetterId), record);
  }

  Event at(Instant occurredAt) {
    GenericRecord other = GenericData.get().deepCopy(record.getSchema(), record);
    other.put("occurredAt", ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
    return new Event(type, partition, key, other);
  }

  Event on(int partition) {
    return new Event(type, partition, key, record);
  }

  /** Returns the event under an older schema without these fields. */
  Event without(String... fields) {
    Schema now = record.getSchema();
    Schema before = Schema.createRecord(now.getName(), now.getDoc(), now.getNamespace(), false);
    now.getObjectProps().forEach(before::addProp);
    before.setFields(
        now.getFields().stream()
            .filter(field -> !List.of(fields).contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList());
    GenericRecord older = new GenericData.Record(before);
    before.getFields().forEach(field -> older.put(field.pos(), record.get(field.name())));
    return new Event(type, partition, key, older);
  }

  boolean isOfCurrentSchema() {
    return record.getSchema().equals(schema(type));
  }

  /** Returns the record's bytes in the wire format. */
  byte[] bytes(int schemaId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[WireFormat.HEADER_BYTES]);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] bytes = out.toByteArray();
    WireFormat.writeHeader(bytes, 0, schemaId);
    return bytes;
  }

  private static GenericRecord envelope(String type, UUID id, Instant occurredAt) {
    GenericRecord record = new GenericData.Record(schema(type));
    record.put("eventId", id.toString());
    record.put("occurredAt", micros(occurredAt));
    record.put("occurredAtOffset", 60);
    record.put("receivedAt", micros(Instant.now()));
    record.put("source", "/test");
    return record;
  }

  private static Object anything(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> "any";
      case INT -> 1;
      case LONG -> 1L;
      case DOUBLE -> 1.0;
      case BOOLEAN -> true;
      case BYTES -> decimal("1.00");
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
      case ARRAY -> List.of();
      default -> throw new IllegalArgumentException("no value for " + schema);
    };
  }

  private static Schema schema(String type) {
    return SCHEMAS.computeIfAbsent(
        type, each -> new Schema.Parser().parse(Programme.type(each).schemas().current()));
  }

  private static Object fits(GenericRecord record, String field, long value) {
    return record.getSchema().getField(field).schema().getType() == Schema.Type.INT
        ? (Object) (int) value
        : (Object) value;
  }

  private static ByteBuffer decimal(String digits) {
    return ByteBuffer.wrap(new BigDecimal(digits).unscaledValue().toByteArray());
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
