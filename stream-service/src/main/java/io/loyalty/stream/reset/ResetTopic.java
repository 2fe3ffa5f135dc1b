package io.loyalty.stream.reset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topic of resets where it is missing: one partition, of which nothing is ever deleted.
 */
final class ResetTopic {
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;
  private final String name;
  private final short replicationFactor;

  ResetTopic(Map<String, Object> broker, String name, short replicationFactor) {
    this.client = new HashMap<>(broker);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    this.name = name;
    this.replicationFactor = replicationFactor;
  }

  String name() {
    return name;
  }

  void make() {
    try (Admin admin = Admin.create(client)) {
      try {
        done(admin.describeTopics(List.of(name)).allTopicNames());
        return;
      } catch (UnknownTopicOrPartitionException missing) {
        done(
            admin
                .createTopics(
                    List.of(
                        new NewTopic(name, 1, replicationFactor)
                            .configs(
                                Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_DELETE,
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    "-1",
                                    TopicConfig.RETENTION_BYTES_CONFIG,
                                    "-1"))))
                .all());
      }
    } catch (TopicExistsException byAnotherInstance) {
      return;
    }
  }

  static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka
          ? kafka
          : new KafkaException("Kafka's client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
