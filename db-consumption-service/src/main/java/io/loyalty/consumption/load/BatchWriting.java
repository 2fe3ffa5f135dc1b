package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.Batch;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.warehouse.load.FaultyPartition;
import io.loyalty.consumption.warehouse.load.LoadOutcome;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to the writer, one after the other, and settles their offsets once they are
 * committed. Whatever it drops is dropped whole: then every partition must be placed again.
 */
final class BatchWriting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriting.class);

  private final TableWriter writer;
  private final WriterThread thread;
  private final TopicLogs logs;
  private final EventTopics topics;
  private final BatchCollector collector;
  private Batch inWork;

  /** {@code done} is told whenever there is something to settle. */
  BatchWriting(
      TableWriter writer,
      TopicLogs logs,
      EventTopics topics,
      BatchCollector collector,
      Runnable done) {
    this.writer = writer;
    this.thread = new WriterThread(writer::write, done);
    this.logs = logs;
    this.topics = topics;
    this.collector = collector;
  }

  /**
   * What became of a batch.
   *
   * @param loaded how far its partitions are loaded
   * @param records the records that are loaded
   * @param isWhole whether all of the batch is loaded, so that the next may follow
   * @param refused records whose rows the database refuses
   */
  record Settlement(
      Map<PartitionId, Long> loaded, long records, boolean isWhole, List<RefusedRow> refused) {
    static final Settlement DROPPED = new Settlement(Map.of(), 0, false, List.of());
  }

  /** Whether a batch is being written, or written and not settled. */
  boolean isBusy() {
    return thread.isBusy();
  }

  /** Whether a batch can be settled without waiting. */
  boolean isDone() {
    return thread.isDone();
  }

  /** Takes what is collected, if all of it is of the logs that it was placed in. */
  Optional<Batch> take(PartitionBook book) {
    Batch batch = collector.drain();
    if (isSameLogs(batch, book)) {
      return Optional.of(batch);
    }
    LOG.info(
        "A topic was created again while its records were read; the batch is dropped and read again from the stored offsets");
    return Optional.empty();
  }

  /** Begins to write a batch; the one before must be settled. */
  void begin(Batch batch, PartitionBook book) {
    thread.begin(batch.topics().stream().map(topic -> load(topic, book)).toList());
    inWork = batch;
  }

  /** Waits for the batch that is being written. */
  Settlement settle(PartitionBook book, Instant retryHeld) {
    LoadOutcome outcome = thread.take();
    return switch (outcome.result()) {
      case STALE -> {
        LOG.info("The stored offsets were moved meanwhile; the batch is dropped");
        yield Settlement.DROPPED;
      }
      case COMMITTED -> {
        Map<PartitionId, Long> loaded = settle(outcome, book, retryHeld);
        collector.recycle(inWork);
        long records = outcome.loaded().stream().mapToLong(each -> each.records()).sum();
        yield new Settlement(loaded, records, outcome.isWhole(), outcome.refused());
      }
    };
  }

  /** Waits for the batch that is being written, whatever becomes of it. */
  void abandon() {
    if (thread.isBusy()) {
      try {
        thread.take();
      } catch (RuntimeException e) {
        LOG.debug("A batch that was given up has failed", e);
      }
    }
  }

  @Override
  public void close() {
    abandon();
    thread.close();
    writer.close();
  }

  private boolean isSameLogs(Batch batch, PartitionBook book) {
    Map<String, UUID> ids = logs.topicIds(batch.topics().stream().map(TopicBatch::topic).toList());
    return batch.topics().stream()
        .allMatch(
            topic ->
                topic.partitions().stream()
                    .allMatch(
                        range ->
                            book.of(new PartitionId(topic.topic(), range.partition()))
                                .log()
                                .topicId()
                                .equals(ids.get(topic.topic()))));
  }

  private TopicLoad load(TopicBatch batch, PartitionBook book) {
    Map<Integer, PartitionLog> partitionLogs = new HashMap<>();
    for (PartitionRange range : batch.partitions()) {
      partitionLogs.put(
          range.partition(), book.of(new PartitionId(batch.topic(), range.partition())).log());
    }
    return new TopicLoad(batch, topics.type(batch.topic()), partitionLogs);
  }

  private static Map<PartitionId, Long> settle(
      LoadOutcome outcome, PartitionBook book, Instant retryHeld) {
    Map<PartitionId, Long> loaded = new HashMap<>();
    for (PartitionRange each : outcome.loaded()) {
      book.loaded(each.id(), each.to());
      loaded.put(each.id(), each.to());
    }
    outcome
        .held()
        .forEach(
            (topic, reason) -> {
              Hold hold = new Hold(HoldCode.TABLE, reason);
              book.reading(topic).forEach(state -> book.hold(state, hold, retryHeld));
            });
    for (FaultyPartition each : outcome.faulty()) {
      Hold hold = new Hold(HoldCode.UNEXPECTED_FAULT, each.reason());
      book.hold(book.of(each.id()), hold, retryHeld);
    }
    return loaded;
  }
}
