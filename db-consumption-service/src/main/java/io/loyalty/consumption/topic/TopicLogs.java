package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Reads topics and their log bounds from the brokers. Connects at the first query. Thread-safe;
 * every query may throw {@link TopicUnavailableException}.
 */
public final class TopicLogs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final ConsumerNames names;

  /** Uses the settings of Spring's admin. */
  public TopicLogs(KafkaAdmin admin, ConsumerNames names, TopicProperties topic) {
    Map<String, Object> settings = new HashMap<>(admin.getConfigurationProperties());
    // After a refused login, the client repeats that fault until its metadata expires.
    settings.put(
        AdminClientConfig.METADATA_MAX_AGE_CONFIG,
        Math.toIntExact(topic.metadataMaxAge().toMillis()));
    // The other strategy, Kafka's default, starts over ever more often while no broker answers:
    // after
    // a minute thousands of times a second, a line in the log each time (Kafka 4.2.1).
    settings.putIfAbsent(
        AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG, MetadataRecoveryStrategy.NONE.name);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, names.client("admin"));
    this.admin = Admin.create(settings);
    this.names = names;
  }

  /** Returns a reader of the warehouse's consumer group, over the same connection. */
  public GroupOffsets group() {
    return new GroupOffsets(admin, names);
  }

  /** Returns the ids of the topics that exist. */
  public Map<String, UUID> topicIds(Collection<String> topics) {
    Map<String, UUID> ids = new HashMap<>();
    descriptions(topics).forEach((topic, found) -> ids.put(topic, uuid(found.topicId())));
    return ids;
  }

  /** Returns the first offset and the end of every partition of the topics that exist. */
  public Map<PartitionId, LogBounds> bounds(Collection<String> topics) {
    Map<String, TopicDescription> found = descriptions(topics);
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    found.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    partition -> {
                      TopicPartition key = new TopicPartition(topic, partition.partition());
                      earliest.put(key, OffsetSpec.earliest());
                      latest.put(key, OffsetSpec.latest());
                    }));
    Map<TopicPartition, Long> starts = offsets(earliest);
    Map<TopicPartition, Long> ends = offsets(latest);
    Map<PartitionId, LogBounds> bounds = new HashMap<>();
    starts.forEach(
        (partition, start) -> {
          TopicDescription topic = found.get(partition.topic());
          bounds.put(
              KafkaNames.id(partition),
              new LogBounds(
                  uuid(topic.topicId()), start, ends.get(partition), leader(topic, partition)));
        });
    return bounds;
  }

  /** Returns the ends of logs, including the records of open transactions. */
  public Map<PartitionId, Long> ends(Collection<PartitionId> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(id -> latest.put(KafkaNames.partition(id), OffsetSpec.latest()));
    Map<PartitionId, Long> ends = new HashMap<>();
    offsets(latest, IsolationLevel.READ_UNCOMMITTED)
        .forEach((partition, end) -> ends.put(KafkaNames.id(partition), end));
    return ends;
  }

  /** Returns the retention of the topics that exist; omits a topic without a time limit. */
  public Map<String, Duration> retentions(Collection<String> topics) {
    List<ConfigResource> resources =
        topicIds(topics).keySet().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    Map<String, Duration> retentions = new HashMap<>();
    admin
        .describeConfigs(
            resources, new DescribeConfigsOptions().timeoutMs((int) PATIENCE.toMillis()))
        .values()
        .forEach(
            (resource, answer) -> {
              try {
                long millis =
                    Long.parseLong(answer(answer).get(TopicConfig.RETENTION_MS_CONFIG).value());
                if (millis >= 0) {
                  retentions.put(resource.name(), Duration.ofMillis(millis));
                }
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw KafkaFaults.unavailable(e.getCause());
                }
              }
            });
    return retentions;
  }

  /**
   * Returns the first offset of each partition whose record Kafka received at that time or later;
   * omits a partition without such a record.
   */
  public Map<PartitionId, Long> offsetsAt(Collection<PartitionId> partitions, Instant time) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    // Kafka counts milliseconds, so this is the first one that is not before the time.
    long millis = time.plusNanos(999_999).toEpochMilli();
    partitions.forEach(id -> wanted.put(KafkaNames.partition(id), OffsetSpec.forTimestamp(millis)));
    Map<PartitionId, Long> found = new HashMap<>();
    offsets(wanted)
        .forEach(
            (partition, offset) -> {
              if (offset >= 0) {
                found.put(KafkaNames.id(partition), offset);
              }
            });
    return found;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }

  private Map<String, TopicDescription> descriptions(Collection<String> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(topics, new DescribeTopicsOptions().timeoutMs((int) PATIENCE.toMillis()))
        .topicNameValues()
        .forEach(
            (topic, answer) -> {
              try {
                found.put(topic, answer(answer));
              } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw KafkaFaults.unavailable(e.getCause());
                }
              }
            });
    return found;
  }

  private static int leader(TopicDescription topic, TopicPartition partition) {
    return topic.partitions().stream()
        .filter(each -> each.partition() == partition.partition() && each.leader() != null)
        .mapToInt(each -> each.leader().id())
        .findFirst()
        .orElse(-1);
  }

  private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> wanted) {
    return offsets(wanted, IsolationLevel.READ_COMMITTED);
  }

  private Map<TopicPartition, Long> offsets(
      Map<TopicPartition, OffsetSpec> wanted, IsolationLevel isolation) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (wanted.isEmpty()) {
      return offsets;
    }
    var options = new ListOffsetsOptions(isolation).timeoutMs((int) PATIENCE.toMillis());
    try {
      answer(admin.listOffsets(wanted, options).all())
          .forEach((partition, result) -> offsets.put(partition, result.offset()));
      return offsets;
    } catch (ExecutionException e) {
      throw KafkaFaults.unavailable(e.getCause());
    }
  }

  private static <T> T answer(KafkaFuture<T> answer) throws ExecutionException {
    try {
      return answer.get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw KafkaFaults.unavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaFaults.unavailable(e);
    }
  }

  private static UUID uuid(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
