package io.loyalty.stream.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka how far the application of a stage is, whichever instances run it. Connects for each
 * question.
 */
public final class StageProgress {
  private static final Logger LOG = LoggerFactory.getLogger(StageProgress.class);
  private static final int REQUEST_TIMEOUT_MS = 5_000;
  private static final int CALL_TIMEOUT_MS = 10_000;

  private final Map<String, Object> client;

  StageProgress(Map<String, Object> broker) {
    this.client = new HashMap<>(broker);
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_TIMEOUT_MS);
  }

  /**
   * How far an application is.
   *
   * @param lag the records of each topic that it has not read yet; null if that is not known
   * @param lastEmitted when Kafka took the last result; null if there is none, or it is not known
   */
  public record Progress(Map<String, @Nullable Long> lag, @Nullable Instant lastEmitted) {
    static Progress unknown(Set<String> topics) {
      Map<String, @Nullable Long> lag = new TreeMap<>();
      topics.forEach(topic -> lag.put(topic, null));
      return new Progress(lag, null);
    }
  }

  Progress of(String group, Set<String> inputs, Set<String> results) {
    Progress progress = Progress.unknown(inputs);
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, Long> committed = committed(admin, group);
      for (String topic : inputs) {
        progress.lag().put(topic, lag(admin, topic, committed));
      }
      return new Progress(progress.lag(), lastTaken(admin, results));
    } catch (KafkaException e) {
      LOG.debug("Kafka does not tell how far {} is.", group, e);
      return progress;
    }
  }

  private static Map<TopicPartition, Long> committed(Admin admin, String group) {
    try {
      Map<TopicPartition, Long> committed = new HashMap<>();
      for (Map.Entry<TopicPartition, OffsetAndMetadata> each :
          done(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()).entrySet()) {
        if (each.getValue() != null) {
          committed.put(each.getKey(), each.getValue().offset());
        }
      }
      return committed;
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
  }

  private static @Nullable Long lag(
      Admin admin, String topic, Map<TopicPartition, Long> committed) {
    try {
      List<TopicPartition> partitions = partitions(admin, topic);
      Map<TopicPartition, ListOffsetsResultInfo> starts =
          offsets(admin, partitions, OffsetSpec.earliest());
      Map<TopicPartition, ListOffsetsResultInfo> ends =
          offsets(admin, partitions, OffsetSpec.latest());
      long lag = 0;
      for (TopicPartition each : partitions) {
        long start = starts.get(each).offset();
        long next = Math.max(start, committed.getOrDefault(each, start));
        lag += Math.max(0, ends.get(each).offset() - next);
      }
      return lag;
    } catch (UnknownTopicOrPartitionException e) {
      return null;
    }
  }

  private static @Nullable Instant lastTaken(Admin admin, Set<String> topics) {
    long last = -1;
    for (String topic : topics) {
      try {
        for (ListOffsetsResultInfo each :
            offsets(admin, partitions(admin, topic), OffsetSpec.maxTimestamp()).values()) {
          last = Math.max(last, each.timestamp());
        }
      } catch (UnknownTopicOrPartitionException e) {
        LOG.debug("{} is not there yet.", topic);
      }
    }
    return last < 0 ? null : Instant.ofEpochMilli(last);
  }

  /**
   * Checks that the topics still have all records that results from this time on were made of, as
   * far as one can tell.
   *
   * @throws ResetRefusedException if records from then on were deleted
   * @throws KafkaException if Kafka does not tell
   */
  void checkComplete(Set<String> topics, @Nullable Instant from) {
    List<String> incomplete = new ArrayList<>();
    try (Admin admin = Admin.create(client)) {
      for (String topic : topics) {
        List<TopicPartition> partitions = partitions(admin, topic);
        Map<TopicPartition, ListOffsetsResultInfo> starts =
            offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> firsts =
            offsets(admin, partitions, OffsetSpec.forTimestamp(0));
        for (TopicPartition each : partitions) {
          long first = firsts.get(each).timestamp();
          boolean isReached = first >= 0 && from != null && from.toEpochMilli() > first;
          if (starts.get(each).offset() > 0 && !isReached) {
            incomplete.add(
                first < 0 ? topic : "%s before %s".formatted(each, Instant.ofEpochMilli(first)));
          }
        }
      }
    }
    if (!incomplete.isEmpty()) {
      throw new ResetRefusedException(
          "retention has deleted records that results were made of (%s), so that they would differ; give a later from"
              .formatted(String.join(", ", incomplete)));
    }
  }

  /** Returns the records that an instance has not restored yet; 0 once the stage is running. */
  static long restoring(@Nullable KafkaStreams streams) {
    if (streams == null || streams.state() != KafkaStreams.State.REBALANCING) {
      return 0;
    }
    return streams.allLocalStorePartitionLags().values().stream()
        .flatMap(partitions -> partitions.values().stream())
        .mapToLong(lag -> Math.max(0, lag.offsetLag()))
        .sum();
  }

  private static List<TopicPartition> partitions(Admin admin, String topic) {
    return done(admin.describeTopics(List.of(topic)).allTopicNames())
        .get(topic)
        .partitions()
        .stream()
        .map(each -> new TopicPartition(topic, each.partition()))
        .toList();
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec place) {
    return done(
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), each -> place)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all());
  }

  private static <T> T done(KafkaFuture<T> future) {
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
