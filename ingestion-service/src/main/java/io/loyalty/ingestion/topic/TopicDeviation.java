package io.loyalty.ingestion.topic;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Is a setting of a topic that breaks the promise that the topic can be replayed: by it, records
 * may be lost or changed.
 *
 * @param topic the name of the topic
 * @param setting its name in Kafka, or {@code replication.factor}
 * @param found its value
 * @param wanted the value that the promise needs
 */
record TopicDeviation(String topic, String setting, String found, String wanted) {
  static final String REPLICATION = "replication.factor";
  private static final String FOR_EVER = "-1";

  /** Returns topic and setting in the form in which the configuration allows a deviation. */
  String name() {
    return topic + ":" + setting;
  }

  String sentence() {
    return "%s of topic %s is %s and must be %s".formatted(setting, topic, found, wanted);
  }

  /** Returns the settings of this topic that break the promise; more copies than wanted do not. */
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
