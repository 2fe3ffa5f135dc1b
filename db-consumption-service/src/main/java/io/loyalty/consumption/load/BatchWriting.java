package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.Batch;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.FaultyPartition;
import io.loyalty.consumption.warehouse.load.IdlePartition;
import io.loyalty.consumption.warehouse.load.LoadOutcome;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.load.TopicLoad;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands batches to the writer, one behind the other, and settles their offsets once the warehouse
 * has said yes. Whatever it drops is dropped whole: then every partition must be placed again.
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

  /** What of a batch is loaded now, whether what was read behind it may follow, what is refused. */
  record Settlement(Map<PartitionId, Long> loaded, boolean maySucceed, List<RefusedRow> refused) {
    static final Settlement NOTHING = new Settlement(Map.of(), true, List.of());
    static final Settlement DROPPED = new Settlement(Map.of(), false, List.of());
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
    LOG.info("A topic was made again while its records were read; the batch is dropped");
    return Optional.empty();
  }

  /** Begins to write a batch; the one before must be settled. */
  void begin(Batch batch, PartitionBook book) {
    thread.begin(batch.topics().stream().map(topic -> load(topic, book)).toList());
    inWork = batch;
  }

  /** Waits for the batch that is being written, if there is one. */
  Settlement settle(PartitionBook book, Instant retryHeld) {
    if (!thread.isBusy()) {
      return Settlement.NOTHING;
    }
    LoadOutcome outcome = thread.take();
    return switch (outcome.result()) {
      case STALE -> {
        LOG.info("Another instance has loaded these offsets; the batch is dropped");
        yield Settlement.DROPPED;
      }
      case COMMITTED -> {
        Map<PartitionId, Long> loaded = settle(outcome, book, retryHeld);
        collector.recycle(inWork);
        yield new Settlement(loaded, outcome.isWhole(), outcome.refused());
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
  }

  /**
   * Notes what is loaded up to its end: all that the broker had taken when we began to ask for the
   * end, by the broker's clock, is loaded. Answers whether the database was asked.
   */
  boolean refreshIdle(PartitionBook book, TopicReader reader) {
    Set<String> read =
        book.all().stream()
            .filter(PartitionState::isReading)
            .map(state -> state.id().topic())
            .collect(Collectors.toSet());
    if (read.isEmpty()) {
      return false;
    }
    long asked = reader.moment();
    Map<PartitionId, LogBounds> bounds = logs.bounds(read);
    Map<PartitionId, Instant> times = reader.brokerTimes(bounds, asked);
    List<PartitionState> atEnd =
        book.all().stream()
            .filter(state -> state.isReading() && isAtEnd(state, bounds.get(state.id())))
            .toList();
    // A transaction that is open has taken records that are yet to come.
    Map<PartitionId, Long> ends = logs.ends(atEnd.stream().map(PartitionState::id).toList());
    List<IdlePartition> idle =
        atEnd.stream()
            .filter(state -> times.containsKey(state.id()))
            .filter(state -> ends.getOrDefault(state.id(), Long.MAX_VALUE) <= state.loadedTo())
            .map(state -> idle(state, times.get(state.id())))
            .toList();
    writer.refresh(idle);
    atEnd.forEach(state -> state.loaded(state.loadedTo()));
    return !idle.isEmpty();
  }

  private static boolean isAtEnd(PartitionState state, LogBounds log) {
    return log != null
        && log.topicId().equals(state.log().topicId())
        && log.end() <= state.loadedTo();
  }

  private boolean isSameLogs(Batch batch, PartitionBook book) {
    Map<String, UUID> ids = logs.topicIds(batch.topics().stream().map(TopicBatch::topic).toList());
    return batch.topics().stream()
        .allMatch(
            topic ->
                topic.partitions().stream()
                    .allMatch(
                        range ->
                            book.of(topic.topic(), range.partition())
                                .log()
                                .topicId()
                                .equals(ids.get(topic.topic()))));
  }

  private TopicLoad load(TopicBatch batch, PartitionBook book) {
    Map<Integer, PartitionLog> partitionLogs = new HashMap<>();
    for (PartitionRange range : batch.partitions()) {
      partitionLogs.put(range.partition(), book.of(batch.topic(), range.partition()).log());
    }
    return new TopicLoad(batch, topics.type(batch.topic()), partitionLogs);
  }

  private static Map<PartitionId, Long> settle(
      LoadOutcome outcome, PartitionBook book, Instant retryHeld) {
    Map<PartitionId, Long> loaded = new HashMap<>();
    for (PartitionRange each : outcome.loaded()) {
      PartitionState state = book.of(each.id().topic(), each.partition());
      if (state.loaded(each.to())) {
        LOG.info("{} is loaded again", state.id());
      }
      loaded.put(state.id(), each.to());
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
      book.hold(book.of(each.id().topic(), each.id().partition()), hold, retryHeld);
    }
    return loaded;
  }

  private static IdlePartition idle(PartitionState state, Instant through) {
    return new IdlePartition(state.id(), state.loadedTo(), state.log(), through);
  }
}
