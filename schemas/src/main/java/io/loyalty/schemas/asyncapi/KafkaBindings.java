package io.loyalty.schemas.asyncapi;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.TopicContract;
import java.time.Duration;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes topics and records by AsyncAPI's Kafka bindings.
 *
 * @see <a href="https://github.com/asyncapi/bindings/blob/v3.0.0/kafka/README.md">Kafka
 *     bindings</a>
 */
final class KafkaBindings {
  private static final String VERSION = "0.5.0";
  private static final long FOR_EVER = -1;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KafkaBindings() {}

  /** Returns the bindings of a channel: how its topic is made. */
  static ObjectNode ofChannel(EventType type, String prefix) {
    ObjectNode bindings = JSON.objectNode();
    ObjectNode kafka = bindings.putObject("kafka");
    kafka.put("topic", type.topicName(prefix));
    kafka.put("partitions", type.topic().partitions());
    ObjectNode configuration = kafka.putObject("topicConfiguration");
    configuration.putArray("cleanup.policy").add("delete");
    configuration.put(
        "retention.ms", type.topic().retention().map(Duration::toMillis).orElse(FOR_EVER));
    kafka.put("bindingVersion", VERSION);
    return bindings;
  }

  /** Returns the bindings of a message: its key, and where the id of its schema is. */
  static ObjectNode ofMessage(EventType type) {
    ObjectNode bindings = JSON.objectNode();
    ObjectNode kafka = bindings.putObject("kafka");
    kafka.putObject("key").put("type", "string").put("description", key(type.topic()));
    kafka.put("schemaIdLocation", "payload");
    kafka.put("schemaIdPayloadEncoding", "confluent");
    kafka.put("schemaLookupStrategy", "TopicNameStrategy");
    kafka.put("bindingVersion", VERSION);
    return bindings;
  }

  private static String key(TopicContract topic) {
    return topic.keyFields().stream()
        .collect(
            Collectors.joining("`, or where that is null of `", "The value of `", "`, as UTF-8."));
  }
}
