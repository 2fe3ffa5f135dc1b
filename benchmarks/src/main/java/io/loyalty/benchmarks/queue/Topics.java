package io.loyalty.benchmarks.queue;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.schemas.contract.EventType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Creates the topics of a contender, and counts their records. */
final class Topics implements AutoCloseable {
  private static final String DEAD_LETTER = ".dead-letter";

  /** Lists settings without which ingestion-service refuses the topics. */
  private static final Map<String, String> KEPT =
      Map.of(
          "message.timestamp.type", "LogAppendTime",
          "retention.ms", "-1",
          "max.message.bytes", "4194304");

  private final Admin admin;

  Topics(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /**
   * Creates a topic for each event type, with the number of partitions that ingestion-service uses.
   */
  void create(String prefix) throws ExecutionException, InterruptedException {
    List<EventType> types = new Contract().catalogue().eventTypes();
    admin
        .createTopics(
            types.stream()
                .map(
                    type ->
                        new NewTopic(type.topicName(prefix), type.topic().partitions(), (short) 1)
                            .configs(KEPT))
                .toList())
        .all()
        .get();
  }

  /** Returns the number of records on all topics with the prefix. */
  long records(String prefix) throws ExecutionException, InterruptedException {
    return counts(prefix).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of dead letters among them. */
  long deadLetters(String prefix) throws ExecutionException, InterruptedException {
    return counts(prefix).entrySet().stream()
        .filter(each -> each.getKey().topic().equals(prefix + DEAD_LETTER))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Map<TopicPartition, Long> counts(String prefix)
      throws ExecutionException, InterruptedException {
    List<String> names =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith(prefix + "."))
            .toList();
    List<TopicPartition> partitions =
        admin.describeTopics(names).allTopicNames().get().values().stream()
            .flatMap(Topics::partitions)
            .toList();
    return admin
        .listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(Function.identity(), each -> OffsetSpec.latest())))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }

  private static Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }

  @Override
  public void close() {
    admin.close();
  }
}
