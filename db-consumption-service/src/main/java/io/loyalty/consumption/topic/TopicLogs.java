package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Reads topics and their log bounds from the brokers. Connects at the first query. Thread-safe;
 * every query may throw {@link TopicUnavailableException}.
 */
public final class TopicLogs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int NO_BROKER = -1;

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

  /**
   * Returns the first offset and the end of every partition of the topics that exist.
   *
   * @throws LeaderlessPartitionException when no leader of a partition answers
   */
  public Map<PartitionId, LogBounds> bounds(Collection<String> topics) {
    ReachableLogs logs = reachable(topics, all -> true);
    logs.requireLeaders(logs.leaderless());
    return logs.bounds();
  }

  /**
   * Returns the first offset and the end of every partition of the topics that exist, as far as its
   * leader answers.
   *
   * @param awaited whether a partition without a leader is given five seconds to have one, as after
   *     a broker has failed; the answer waits for it
   * @throws TopicUnavailableException when partitions are asked for, and none answers
   */
  public ReachableLogs reachable(Collection<String> topics, Predicate<PartitionId> awaited) {
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    Map<TopicPartition, UUID> topicIds = new HashMap<>();
    Map<TopicPartition, Integer> leaders = new HashMap<>();
    Set<PartitionId> leaderless = new HashSet<>();
    descriptions(topics)
        .forEach(
            (topic, description) -> {
              for (TopicPartitionInfo partition : description.partitions()) {
                TopicPartition key = new TopicPartition(topic, partition.partition());
                Node leader = partition.leader();
                boolean isLed = leader != null && !leader.isEmpty();
                if (isLed || awaited.test(KafkaNames.id(key))) {
                  earliest.put(key, OffsetSpec.earliest());
                  latest.put(key, OffsetSpec.latest());
                  topicIds.put(key, uuid(description.topicId()));
                  leaders.put(key, isLed ? leader.id() : NO_BROKER);
                } else {
                  leaderless.add(KafkaNames.id(key));
                }
              }
            });
    Map<TopicPartition, Long> starts = answeredOffsets(earliest);
    latest.keySet().retainAll(starts.keySet());
    Map<TopicPartition, Long> ends = answeredOffsets(latest);
    Map<PartitionId, LogBounds> bounds = new HashMap<>();
    earliest
        .keySet()
        .forEach(
            key -> {
              if (ends.containsKey(key)) {
                bounds.put(
                    KafkaNames.id(key),
                    new LogBounds(
                        topicIds.get(key), starts.get(key), ends.get(key), leaders.get(key)));
              } else {
                leaderless.add(KafkaNames.id(key));
              }
            });
    return new ReachableLogs(bounds, leaderless);
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

  /** Returns the offsets of the partitions whose leader answers; of one at least, or fails. */
  private Map<TopicPartition, Long> answeredOffsets(Map<TopicPartition, OffsetSpec> wanted) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    var options =
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs((int) PATIENCE.toMillis());
    ListOffsetsResult results = admin.listOffsets(wanted, options);
    Throwable silence = null;
    for (TopicPartition partition : wanted.keySet()) {
      try {
        offsets.put(partition, answer(results.partitionResult(partition)).offset());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw KafkaFaults.unavailable(e.getCause());
        }
        silence = e.getCause();
      }
    }
    if (silence != null && offsets.isEmpty()) {
      throw KafkaFaults.unavailable(silence);
    }
    return offsets;
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
