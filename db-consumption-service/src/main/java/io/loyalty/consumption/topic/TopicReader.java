package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads the partitions that the group gives this instance, or that it is told to read. One that the
 * group gives is paused: its reader says where it begins. Not thread-safe but for {@link #wakeup}.
 * Every call but those on pausing may throw {@link TopicUnavailableException}.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  private final Consumer<byte[], byte[]> consumer;
  private final String database;
  private final BrokerClocks clocks = new BrokerClocks(System::nanoTime);

  /**
   * Joins no group before it is subscribed.
   *
   * @param database what the rows go into, which the offsets tell Kafka
   */
  public TopicReader(
      ConsumerFactory<?, ?> factory,
      TopicProperties properties,
      ConsumerNames names,
      String database) {
    this(
        TopicConsumers.grouped(factory, properties, names.group(), names.loadInto(database)),
        database);
  }

  private TopicReader(Consumer<byte[], byte[]> consumer, String database) {
    this.consumer = consumer;
    this.database = database;
  }

  /** Returns a reader of no group, for {@link #assign}, that the brokers know by its purpose. */
  public static TopicReader ofNoGroup(
      ConsumerFactory<?, ?> factory,
      TopicProperties properties,
      ConsumerNames names,
      String purpose) {
    return new TopicReader(TopicConsumers.assigned(factory, properties, names.client(purpose)), "");
  }

  /**
   * Takes these partitions and no others, whoever else reads them. They are paused, as those that
   * the group gives.
   */
  public void assign(Collection<PartitionId> partitions) {
    asked(
        () -> {
          List<TopicPartition> assigned = partitions.stream().map(KafkaNames::partition).toList();
          consumer.assign(assigned);
          hold(assigned);
          return partitions;
        });
  }

  /** Subscribes to the topics, those that are yet to be made too. */
  public void subscribe(Collection<String> topics, AssignmentListener listener) {
    // A pattern passes over topics that do not exist; a list warns of them all the time.
    String pattern = topics.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    consumer.subscribe(Pattern.compile(pattern), new Rebalance(listener));
  }

  /**
   * What has come since the last poll.
   *
   * @throws LogOutOfRangeException when a position is not in its log
   * @throws UnreadablePartitionException when the next record of a partition is damaged
   */
  public List<Fetch> poll(Duration atMost) {
    return asked(
        () -> {
          try {
            return fetches(consumer.poll(atMost));
          } catch (WakeupException e) {
            return List.of();
          } catch (KafkaException e) {
            throw unreadable(e).<RuntimeException>map(Function.identity()).orElse(e);
          }
        });
  }

  /** This moment, for {@link #brokerTimes}. */
  public long moment() {
    return clocks.moment();
  }

  /**
   * What it was at least, at a moment, by the clock of the broker that leads each partition, as far
   * as records have come from it; our own clock has no part in it.
   */
  public Map<PartitionId, Instant> brokerTimes(Map<PartitionId, LogBounds> logs, long moment) {
    return clocks.atLeast(logs, moment);
  }

  /** Makes a poll that waits, or the next one, return at once. Thread-safe. */
  public void wakeup() {
    consumer.wakeup();
  }

  /** Sets where a partition is read next. */
  public void seek(PartitionId partition, LogPosition position) {
    asked(
        () -> {
          consumer.seek(KafkaNames.partition(partition), KafkaNames.offset(position));
          return position;
        });
  }

  /** Stops fetching from the partition; it stays ours. */
  public void pause(PartitionId partition) {
    consumer.pause(Set.of(KafkaNames.partition(partition)));
  }

  /** Pauses the partition and lets go of its position, since that is not in the log. */
  public void park(PartitionId partition) {
    pause(partition);
    consumer.seek(KafkaNames.partition(partition), 0);
  }

  /** Fetches from the partition again. */
  public void resume(PartitionId partition) {
    consumer.resume(Set.of(KafkaNames.partition(partition)));
  }

  /** Tells Kafka how far the load is, for lag tools, and into which database. */
  public void report(Map<PartitionId, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
    offsets.forEach(
        (partition, next) ->
            commits.put(KafkaNames.partition(partition), new OffsetAndMetadata(next, database)));
    asked(
        () -> {
          consumer.commitAsync(
              commits,
              (done, fault) -> {
                if (fault != null) {
                  LOG.debug("Kafka did not take the offsets for lag tools", fault);
                }
              });
          return commits;
        });
  }

  /** Leaves the group. */
  @Override
  public void close() {
    try {
      consumer.close(
          CloseOptions.timeout(Duration.ofSeconds(5))
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    } catch (KafkaException e) {
      LOG.info(
          "Could not leave the consumer group ({}); the broker removes this consumer after its session timeout",
          e.getClass().getSimpleName());
    }
  }

  private void hold(Collection<TopicPartition> partitions) {
    // Any position will do while paused; with none the consumer asks for a committed offset.
    partitions.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(partitions);
  }

  private List<Fetch> fetches(ConsumerRecords<byte[], byte[]> records) {
    List<Fetch> fetches = new ArrayList<>();
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              List<FetchedRecord> fetched = fetched(records.records(partition));
              PartitionId id = KafkaNames.id(partition);
              if (!fetched.isEmpty()) {
                saw(id, fetched.get(fetched.size() - 1).appendTime());
              }
              fetches.add(new Fetch(id, fetched, KafkaNames.position(next)));
            });
    return fetches;
  }

  private void saw(PartitionId id, long appendTime) {
    if (appendTime >= 0) {
      clocks.saw(id, appendTime);
    }
  }

  private static List<FetchedRecord> fetched(List<ConsumerRecord<byte[], byte[]>> records) {
    List<FetchedRecord> fetched = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      fetched.add(new FetchedRecord(record));
    }
    return fetched;
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (InvalidOffsetException e) {
      throw new LogOutOfRangeException(ids(e.partitions()), e instanceof LogTruncationException, e);
    } catch (KafkaException e) {
      throw KafkaFaults.unavailable(e);
    }
  }

  /**
   * Kafka's client has no exception of its own for a damaged record: it throws its most general one
   * at each poll, with the partition's name in the text.
   */
  private Optional<UnreadablePartitionException> unreadable(KafkaException fault) {
    if (!fault.getClass().equals(KafkaException.class) || fault.getMessage() == null) {
      return Optional.empty();
    }
    Set<PartitionId> named =
        consumer.assignment().stream()
            .filter(
                each ->
                    Pattern.compile("\\b%s(?!\\d)".formatted(Pattern.quote(each.toString())))
                        .matcher(fault.getMessage())
                        .find())
            .map(KafkaNames::id)
            .collect(Collectors.toSet());
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(new UnreadablePartitionException(named, fault));
  }

  private static Set<PartitionId> ids(Collection<TopicPartition> partitions) {
    return partitions.stream().map(KafkaNames::id).collect(Collectors.toSet());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    private final AssignmentListener listener;

    Rebalance(AssignmentListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      hold(partitions);
      listener.assigned(ids(partitions));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      listener.gone(ids(partitions));
    }
  }
}
