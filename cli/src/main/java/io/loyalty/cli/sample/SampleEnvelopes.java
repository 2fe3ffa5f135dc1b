package io.loyalty.cli.sample;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Wraps events in the envelopes that teams send. */
final class SampleEnvelopes {
  private final JsonMapper json;
  private final Random random;

  SampleEnvelopes(JsonMapper json, Random random) {
    this.json = json;
    this.random = random;
  }

  ObjectNode cloudEvent(String id, String type, Instant time, ObjectNode data) {
    ObjectNode event =
        json.createObjectNode()
            .put("specversion", "1.0")
            .put("id", id)
            .put("type", type)
            .put("source", source())
            .put("time", withSomeOffset(time));
    if (random.nextBoolean()) {
      event.put("datacontenttype", "application/json");
    }
    event.set("data", data);
    return event;
  }

  ObjectNode eventBridge(String id, String type, Instant time, ObjectNode detail) {
    ObjectNode event =
        json.createObjectNode()
            .put("version", "0")
            .put("id", id)
            .put("detail-type", type)
            .put("source", "loyalty.platform")
            .put("account", "000000000000")
            .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", "eu-west-1");
    event.set("resources", json.createArrayNode());
    event.set("detail", detail);
    return event;
  }

  ObjectNode notification(String message) {
    return json.createObjectNode()
        .put("Type", "Notification")
        .put("MessageId", SampleIds.next(random))
        .put("TopicArn", "arn:aws:sns:eu-west-1:000000000000:loyalty-events")
        .put("Message", message)
        .put("Timestamp", "2026-01-01T00:00:00.000Z")
        .put("SignatureVersion", "1");
  }

  ObjectNode oldTill(String id, String type, Instant time, ObjectNode data) {
    ObjectNode event = json.createObjectNode();
    event.set("head", json.createObjectNode().put("number", id).put("kind", type));
    event.put("till", source()).put("at", withSomeOffset(time));
    event.set("body", data);
    return event;
  }

  private String source() {
    return switch (random.nextInt(4)) {
      case 0 -> "/app/ios";
      case 1 -> "/app/android";
      case 2 -> "/platform/points";
      default -> "/pos/" + random.nextInt(40);
    };
  }

  private String withSomeOffset(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.ofHoursMinutes(random.nextInt(12), 30))
        .toString();
  }
}
