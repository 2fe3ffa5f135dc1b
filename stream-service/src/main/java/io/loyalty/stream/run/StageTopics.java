package io.loyalty.stream.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Checks that the topics of a stage are there and can be joined. Connects for each check. */
final class StageTopics {
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;

  StageTopics(Map<String, Object> broker) {
    this.client = new HashMap<>(broker);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
    client.put(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
  }

  /**
   * Returns the number of partitions of each topic.
   *
   * @throws NotReadyException if the broker does not respond, or a topic is missing
   * @throws BrokenStageException if the broker refuses
   */
  Map<String, Integer> partitions(Set<String> topics) {
    try (Admin admin = Admin.create(client)) {
      Map<String, Integer> found = new TreeMap<>();
      Set<String> missing = new TreeSet<>();
      for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
        try {
          found.put(topic.getKey(), described(topic.getValue()).partitions().size());
        } catch (UnknownTopicOrPartitionException e) {
          missing.add(topic.getKey());
        }
      }
      if (!missing.isEmpty()) {
        throw new NotReadyException(
            "it waits for these topics, which ingestion-service creates: %s"
                .formatted(String.join(", ", missing)));
      }
      return found;
    } catch (RetriableException e) {
      throw new NotReadyException(
          "the broker at %s does not answer"
              .formatted(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)),
          e);
    } catch (KafkaException e) {
      throw new BrokenStageException(
          "Kafka refuses (%s); check spring.kafka.* and the permissions"
              .formatted(e.getClass().getSimpleName()),
          e);
    }
  }

  /**
   * Checks that topics whose records are joined by key have the same number of partitions.
   *
   * @throws BrokenStageException if they differ
   */
  static void checkJoinable(Map<String, Integer> partitions, Set<String> inputs) {
    Map<String, Integer> read = new TreeMap<>(partitions);
    read.keySet().retainAll(inputs);
    if (Set.copyOf(read.values()).size() > 1) {
      throw new BrokenStageException(
          "the topics that it joins differ in partitions (%s): events of one key are not together; give them the same number in their contracts, on new topics"
              .formatted(
                  read.entrySet().stream()
                      .map(topic -> topic.getKey() + " has " + topic.getValue())
                      .collect(Collectors.joining(", "))));
    }
  }

  private static TopicDescription described(KafkaFuture<TopicDescription> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException fault) {
        throw fault;
      }
      throw new KafkaException("Kafka's client failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException("it was stopped while it asked the broker", e);
    }
  }
}
