package io.loyalty.benchmarks.transcoder;

import io.loyalty.ingestion.envelope.Envelope.Attributes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transcodes JSON to Avro in the plain way: Jackson's tree, a GenericRecord by the schema, Avro's
 * own writer. It checks types and presence, but no other rule of the contract. Thread-safe.
 */
public final class TreeTranscoder {
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Returns the record of an event in Avro's binary form. */
  public byte[] transcode(Schema schema, Attributes attributes, byte[] payload, Instant receivedAt)
      throws IOException {
    GenericData.Record record = new GenericData.Record(schema);
    JsonNode data = json.readTree(payload);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field, data));
    }
    OffsetDateTime time = OffsetDateTime.parse(attributes.time());
    record.put("eventId", UUID.fromString(attributes.id()).toString());
    record.put("occurredAt", ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant()));
    record.put("occurredAtOffset", time.getOffset().getTotalSeconds() / 60);
    record.put("receivedAt", ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt));
    record.put("source", attributes.source());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private static Object value(Schema.Field field, JsonNode object) {
    JsonNode node = object.get(field.name());
    if (node == null || node.isNull()) {
      return field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null;
    }
    return value(field.schema(), node);
  }

  private static Object value(Schema schema, JsonNode node) {
    return switch (schema.getType()) {
      case UNION -> value(schema.getTypes().get(1), node);
      case RECORD -> record(schema, node);
      case ARRAY -> array(schema, node);
      case MAP -> map(schema, node);
      case INT -> schema.getLogicalType() == null ? node.intValue() : date(node);
      case LONG -> node.longValue();
      case BOOLEAN -> node.booleanValue();
      case BYTES -> decimal((LogicalTypes.Decimal) schema.getLogicalType(), node);
      case STRING -> node.stringValue();
      default -> throw new IllegalArgumentException("%s is not in use".formatted(schema.getType()));
    };
  }

  private static GenericData.Record record(Schema schema, JsonNode node) {
    GenericData.Record record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field, node));
    }
    return record;
  }

  private static List<Object> array(Schema schema, JsonNode node) {
    List<Object> values = new ArrayList<>(node.size());
    for (JsonNode each : node) {
      values.add(value(schema.getElementType(), each));
    }
    return values;
  }

  private static Map<String, Object> map(Schema schema, JsonNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    node.properties()
        .forEach(each -> values.put(each.getKey(), value(schema.getValueType(), each.getValue())));
    return values;
  }

  private static int date(JsonNode node) {
    return (int) LocalDate.parse(node.stringValue()).toEpochDay();
  }

  private static ByteBuffer decimal(LogicalTypes.Decimal type, JsonNode node) {
    BigDecimal digits = node.isString() ? new BigDecimal(node.stringValue()) : node.decimalValue();
    return ByteBuffer.wrap(digits.setScale(type.getScale()).unscaledValue().toByteArray());
  }
}
