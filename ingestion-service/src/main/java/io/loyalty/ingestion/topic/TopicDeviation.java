package io.loyalty.ingestion.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A setting of a topic by which records may be lost, or not be read again as they were: it breaks
 * the promise that a topic can be replayed.
 *
 * @param topic its name
 * @param setting as Kafka names it, or {@code replication.factor}
 * @param found what the topic has
 * @param wanted what the promise needs
 */
record TopicDeviation(String topic, String setting, String found, String wanted) {
  static final String REPLICATION = "replication.factor";
  private static final String FOR_EVER = "-1";

  /** By topic and setting, as it is allowed in the configuration. */
  String name() {
    return topic + ":" + setting;
  }

  String sentence() {
    return "%s of topic %s is %s and must be %s".formatted(setting, topic, found, wanted);
  }

  /** What of this topic breaks the promise; that it has more than is wanted does not. */
  static List<TopicDeviation> of(NewTopic wanted, TopicDescription topic, Config config) {
    List<TopicDeviation> found = new ArrayList<>();
    int copies =
        topic.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(0);
    if (copies < wanted.replicationFactor()) {
      found.add(
          new TopicDeviation(
              topic.name(), REPLICATION, "" + copies, wanted.replicationFactor() + " or more"));
    }
    wanted
        .configs()
        .forEach(
            (setting, value) -> {
              ConfigEntry entry = config.get(setting);
              if (entry != null && breaks(setting, entry.value(), value)) {
                found.add(new TopicDeviation(topic.name(), setting, entry.value(), value));
              }
            });
    return found;
  }

  private static boolean breaks(String setting, String found, String wanted) {
    return switch (setting) {
      case TopicConfig.RETENTION_MS_CONFIG, TopicConfig.RETENTION_BYTES_CONFIG ->
          !found.equals(FOR_EVER)
              && (wanted.equals(FOR_EVER) || Long.parseLong(found) < Long.parseLong(wanted));
      case TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, TopicConfig.MAX_MESSAGE_BYTES_CONFIG ->
          Long.parseLong(found) < Long.parseLong(wanted);
      default -> !found.equals(wanted);
    };
  }
}
