package io.loyalty.cli.queue;

import io.loyalty.cli.sample.OldTill;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts what a message holds: the type of each event in it, as far as a reader without the
 * contract can tell. It only feeds the account: what an event is decides the pipeline. Thread-safe.
 */
final class EventTypes {
  static final String UNKNOWN = "unknown";
  private static final int LAYERS = 3;
  private static final String TYPE_NAME = "[a-z0-9][a-z0-9.-]{0,63}";
  private static final JsonMapper JSON = new JsonMapper();

  private EventTypes() {}

  /** The type of each event; one unknown event where the message can't be read. */
  static List<String> in(String body) {
    return in(body, 0);
  }

  private static List<String> in(String body, int layer) {
    try {
      return in(JSON.readTree(body), layer);
    } catch (JacksonException notJson) {
      return List.of(UNKNOWN);
    }
  }

  private static List<String> in(JsonNode node, int layer) {
    if (layer > LAYERS) {
      return List.of(UNKNOWN);
    }
    if (node.isArray() && !node.isEmpty()) {
      return StreamSupport.stream(node.spliterator(), false)
          .flatMap(event -> in(event, layer + 1).stream())
          .toList();
    }
    if (node.has("specversion")) {
      return List.of(name(node.path("type")));
    }
    if (node.path("Type").asString("").equals("Notification") && node.has("TopicArn")) {
      JsonNode message = node.path("Message");
      return message.isString() ? in(message.stringValue(), layer + 1) : List.of(UNKNOWN);
    }
    JsonNode bridged = node.path("detail-type");
    return List.of(name(bridged.isMissingNode() ? node.at(OldTill.TYPE) : bridged));
  }

  private static String name(JsonNode type) {
    String name = type.isString() ? type.stringValue() : "";
    return name.matches(TYPE_NAME) ? name : UNKNOWN;
  }
}
