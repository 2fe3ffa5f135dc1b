package io.loyalty.consumption.warehouse.tables;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Creates event types as teams might change them. */
final class MigrationFixtures {
  private MigrationFixtures() {}

  /** Returns a new event type with a child table. */
  static EventType type(String name) {
    return EventCatalogue.read(
        """
        {"type": "record", "name": "StoreVisit", "namespace": "io.loyalty.events", "doc": "A visit.",
         "eventType": "%s", "key": ["memberId"], "fields": [
          {"name": "eventId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "Its id."},
          {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When."},
          {"name": "occurredAtOffset", "type": "int", "doc": "Minutes."},
          {"name": "receivedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When received.",
           "perDelivery": true},
          {"name": "source", "type": "string", "doc": "Whose.", "maxLength": 512},
          {"name": "memberId", "type": "string", "doc": "The member's id.", "maxLength": 64},
          {"name": "minutes", "type": "int", "doc": "How long.", "default": -1},
          {"name": "paid", "type": "boolean", "doc": "Whether paid.", "default": false},
          {"name": "share", "type": "double", "doc": "Which part.", "default": 0.5},
          {"name": "steps", "doc": "The steps.", "type": {"type": "array", "items": {"type": "record", "name": "Step",
            "doc": "A step.", "fields": [{"name": "area", "type": "string", "doc": "Where.", "maxLength": 64}]}}},
          {"name": "unmapped", "type": ["null", "string"], "doc": "The rest.", "default": null}
         ]}"""
            .formatted(name));
  }

  /**
   * Returns a type of the catalogue with its Avro text changed, without its checks: they may not
   * fit any more, and make no table.
   */
  static EventType changed(EventCatalogue catalogue, String type, UnaryOperator<String> change) {
    String before = catalogue.find(type).orElseThrow().schemas().current();
    String after = change.apply(before);
    if (after.equals(before)) {
      throw new AssertionError("the change of " + type + " found nothing to change");
    }
    return EventCatalogue.readWriter(after);
  }

  static String gainsFieldsAndRelaxesOne(String coupon) {
    return beforeUnmapped(
        coupon.replaceFirst(
            "\"name\": \"campaignId\",\\s*\"type\": \"string\"",
            "\"name\": \"campaignId\", \"type\": [\"null\", \"string\"], \"default\": null"),
        """
        {"name": "till", "type": ["null", "int"], "doc": "The member's till.", "default": null},
        {"name": "kind", "type": "string", "doc": "Paper or app.", "default": "paper", "maxLength": 16},
        """);
  }

  /** Adds fields {@code added0} …, each with a type and a default as Avro's JSON. */
  static String gains(String coupon, List<String[]> typesAndDefaults) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < typesAndDefaults.size(); i++) {
      String[] each = typesAndDefaults.get(i);
      fields.append(
          "{\"name\": \"added%d\", \"type\": %s, \"doc\": \"New.\", \"default\": %s},\n"
              .formatted(i, each[0], each[1]));
    }
    return beforeUnmapped(coupon, fields.toString());
  }

  static String gainsAnArrayOfRecords(String purchase) {
    return beforeUnmapped(
        purchase,
        """
        {"name": "payments", "doc": "How it was paid.", "default": [], "type": {"type": "array", "items": {
          "type": "record", "name": "Payment", "doc": "A payment.", "fields": [
            {"name": "means", "type": "string", "doc": "Cash, card …", "maxLength": 16}]}}},
        """);
  }

  /** Adds a pseudonym, a direct field, a hashed one, and guests whose name is direct. */
  static String gainsPersonalFields(String coupon) {
    return beforeUnmapped(
        coupon,
        """
        {"name": "voucherOf", "type": ["null", "string"], "doc": "Who gave it.", "default": null, "pii": "pseudonym"},
        {"name": "phone", "type": ["null", "string"], "doc": "The member's phone.", "default": null, "pii": "direct"},
        {"name": "card", "type": ["null", "string"], "doc": "The card.", "default": null, "transform": ["trim", "hash"]},
        {"name": "guests", "doc": "Who came along.", "default": [], "type": {"type": "array", "items": {
          "type": "record", "name": "Guest", "doc": "A guest.", "fields": [
            {"name": "name", "type": "string", "doc": "The name.", "pii": "direct"},
            {"name": "seat", "type": "string", "doc": "Where."}]}}},
        """);
  }

  /** Changes the points to text and renames the reason. */
  static String changesTypesAndNames(String points) {
    return points
        .replaceFirst(
            "\"name\": \"points\",\\s*\"type\": \"(long|int)\"",
            "\"name\": \"points\", \"type\": \"string\"")
        .replaceFirst("\"name\": \"reason\"", "\"name\": \"cause\"");
  }

  private static String beforeUnmapped(String schema, String fields) {
    return schema.replaceFirst(
        "\\{\\s*\"name\": \"unmapped\"",
        Matcher.quoteReplacement(fields) + "{\"name\": \"unmapped\"");
  }
}
