package io.loyalty.consumption.topic;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads parts of logs again, without committing offsets. Not thread-safe. */
public final class LogScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ConsumerFactory<?, ?> factory;
  private final TopicProperties topic;
  private final ConsumerNames names;
  private final String purpose;
  private TopicReader reader;

  /** Creates its reader at the first read, with a client id for its purpose. */
  public LogScan(
      ConsumerFactory<?, ?> factory, TopicProperties topic, ConsumerNames names, String purpose) {
    this.factory = factory;
    this.topic = topic;
    this.names = names;
    this.purpose = purpose;
  }

  /**
   * Passes on the records of [from, to) in order, in chunks; offsets without a record are holes.
   *
   * @throws LogOutOfRangeException when the log no longer contains all of them
   * @throws TopicUnavailableException when Kafka does not respond
   */
  public void read(PartitionId partition, long from, long to, Consumer<List<FetchedRecord>> taker) {
    if (reader == null) {
      reader = TopicReader.ofNoGroup(factory, topic, names, purpose);
    }
    boolean isDone = false;
    try {
      scan(partition, from, to, taker);
      isDone = true;
    } finally {
      if (!isDone) {
        // The reader may still have records of this partition, or be broken.
        close();
      }
    }
  }

  private void scan(
      PartitionId partition, long from, long to, Consumer<List<FetchedRecord>> taker) {
    reader.assign(Set.of(partition));
    reader.seek(partition, new LogPosition(from, OptionalInt.empty()));
    reader.resume(partition);
    long position = from;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (position < to) {
      for (Fetch fetch : reader.poll(POLL)) {
        List<FetchedRecord> records =
            fetch.records().stream().filter(record -> record.offset() < to).toList();
        if (!records.isEmpty()) {
          taker.accept(records);
        }
        position = fetch.next().offset();
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TopicUnavailableException(
            "Kafka returned no records of %s from offset %d on for %d s"
                .formatted(partition, position, PATIENCE.toSeconds()),
            null);
      }
    }
  }

  @Override
  public void close() {
    if (reader == null) {
      return;
    }
    // The connections must be closed in order even if this thread was interrupted.
    boolean interrupted = Thread.interrupted();
    reader.close();
    reader = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
