package io.loyalty.ingestion.topic;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Lists the topics that the contract and the configuration ask for.
 *
 * @param archives the topics of the contract by name, whose records can be read again as long as
 *     the contract says
 * @param redrives the topic of dead letters that come back, which is not kept for reading again
 */
record TopicPlan(Map<String, NewTopic> archives, NewTopic redrives) {
  private static final Duration REDRIVES_ARE_KEPT = Duration.ofDays(7);

  /** Kafka deletes whole segments: a segment that is never full would be kept far longer. */
  private static final Duration REDRIVES_SEGMENT = Duration.ofDays(1);

  static TopicPlan of(EventCatalogue catalogue, TopicProperties properties) {
    Map<String, NewTopic> topics = new TreeMap<>();
    catalogue.allTypes().stream()
        .map(type -> topic(type, properties))
        .forEach(topic -> topics.put(topic.name(), topic));
    return new TopicPlan(topics, redrives(properties));
  }

  /** Returns all topics by name. */
  Map<String, NewTopic> topics() {
    Map<String, NewTopic> all = new TreeMap<>(archives);
    all.put(redrives.name(), redrives);
    return all;
  }

  private static NewTopic redrives(TopicProperties properties) {
    Map<String, String> settings =
        new TreeMap<>(settings(String.valueOf(REDRIVES_ARE_KEPT.toMillis()), properties));
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, String.valueOf(REDRIVES_SEGMENT.toMillis()));
    settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(TopicProperties.MAX_REDRIVE_BYTES));
    return new NewTopic(properties.prefix() + ".redrive", 1, properties.replicationFactor())
        .configs(settings);
  }

  private static NewTopic topic(EventType type, TopicProperties properties) {
    String retention =
        type.topic().retention().map(Duration::toMillis).map(String::valueOf).orElse("-1");
    return new NewTopic(
            type.topicName(properties.prefix()),
            type.topic().partitions(),
            properties.replicationFactor())
        .configs(settings(retention, properties));
  }

  private static Map<String, String> settings(String retention, TopicProperties properties) {
    return Map.of(
        // With event times, retention would delete history while it is loaded.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        retention,
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        String.valueOf(properties.minInsyncReplicas()),
        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
        "false",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        String.valueOf(TopicProperties.MAX_RECORD_BYTES));
  }
}
