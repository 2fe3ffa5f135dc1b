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
 * Reads partitions that the group assigns to this instance, or that are assigned manually. An
 * assigned partition is paused until the caller seeks and resumes it. Not thread-safe except {@link
 * #wakeup}. Every call except pausing may throw {@link TopicUnavailableException}.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  private final Consumer<byte[], byte[]> consumer;
  private final String database;
  private final BrokerClocks clocks = new BrokerClocks(System::nanoTime);

  /**
   * Joins no group until it is subscribed.
   *
   * @param database the database of the rows, which is stored with the committed offsets
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

  /** Returns a reader without a group, for {@link #assign}, with a client id for its purpose. */
  public static TopicReader ofNoGroup(
      ConsumerFactory<?, ?> factory,
      TopicProperties properties,
      ConsumerNames names,
      String purpose) {
    return new TopicReader(TopicConsumers.assigned(factory, properties, names.client(purpose)), "");
  }

  /**
   * Replaces the assignment by these partitions, whether or not other consumers read them. They are
   * paused, as those that the group assigns.
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

  /** Subscribes to the topics, including topics that do not exist yet. */
  public void subscribe(Collection<String> topics, AssignmentListener listener) {
    // A pattern ignores topics that do not exist; a list logs warnings about them continuously.
    String pattern = topics.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    consumer.subscribe(Pattern.compile(pattern), new Rebalance(listener));
  }

  /**
   * Returns the records since the last poll.
   *
   * @throws LogOutOfRangeException when a position is out of its log's range
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

  /** Returns the current moment, for {@link #brokerTimes}. */
  public long moment() {
    return clocks.moment();
  }

  /**
   * Returns, for each partition, the lower bound of its leader's time at a moment, if a record from
   * that leader was read; this machine's clock is not used.
   */
  public Map<PartitionId, Instant> brokerTimes(Map<PartitionId, LogBounds> logs, long moment) {
    return clocks.atLeast(logs, moment);
  }

  /** Makes the current poll, or else the next one, return at once. Thread-safe. */
  public void wakeup() {
    consumer.wakeup();
  }

  /** Sets the next position of a partition. */
  public void seek(PartitionId partition, LogPosition position) {
    asked(
        () -> {
          consumer.seek(KafkaNames.partition(partition), KafkaNames.offset(position));
          return position;
        });
  }

  /** Stops fetching from the partition, which stays assigned. */
  public void pause(PartitionId partition) {
    consumer.pause(Set.of(KafkaNames.partition(partition)));
  }

  /** Pauses the partition and discards its position, which is out of the log's range. */
  public void park(PartitionId partition) {
    pause(partition);
    consumer.seek(KafkaNames.partition(partition), 0);
  }

  /** Fetches from the partition again. */
  public void resume(PartitionId partition) {
    consumer.resume(Set.of(KafkaNames.partition(partition)));
  }

  /** Commits the loaded offsets to Kafka, for lag tools, with the name of the database. */
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
    // Any position is suitable while paused; without one the consumer requests a committed offset.
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
   * Detects a damaged record by the message: Kafka's client throws its most general exception at
   * each poll, with the partition's name in the text.
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
