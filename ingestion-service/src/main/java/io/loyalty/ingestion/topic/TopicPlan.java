package io.loyalty.ingestion.topic;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Lists by name the topics that the contract and the configuration ask for. */
record TopicPlan(Map<String, NewTopic> topics) {
  static TopicPlan of(EventCatalogue catalogue, TopicProperties properties) {
    Map<String, NewTopic> topics = new TreeMap<>();
    catalogue.allTypes().stream()
        .map(type -> topic(type, properties))
        .forEach(topic -> topics.put(topic.name(), topic));
    return new TopicPlan(topics);
  }

  private static NewTopic topic(EventType type, TopicProperties properties) {
    String retention =
        type.topic().retention().map(Duration::toMillis).map(String::valueOf).orElse("-1");
    return new NewTopic(
            type.topicName(properties.prefix()),
            type.topic().partitions(),
            properties.replicationFactor())
        .configs(
            Map.of(
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
                String.valueOf(TopicProperties.MAX_RECORD_BYTES)));
  }
}
