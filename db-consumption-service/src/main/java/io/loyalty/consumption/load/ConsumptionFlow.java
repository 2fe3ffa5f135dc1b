package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.Batch;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.AssignmentListener;
import io.loyalty.consumption.topic.Fetch;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.topic.UnreadablePartitionException;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load, in words: poll → decode → collect → write → commit. While one batch is written the next
 * is collected. Rows and offsets are committed together, so whatever goes wrong, dropping what is
 * in memory and reading the stored offsets again is right. What passes by itself is waited for with
 * all partitions paused, and polling goes on, so that the group never rebalances for it; what needs
 * help holds its partitions alone.
 *
 * <p>Runs on one thread; {@link #stop} and {@link #status} are for others.
 */
final class ConsumptionFlow implements AssignmentListener {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumptionFlow.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(500);

  private final TopicReader reader;
  private final BatchCollector collector;
  private final FlowSteps steps;
  private final FlowProperties times;
  private final Clock clock;
  private final PartitionBook book;
  private final FlowPause pause;

  private Instant refreshAt = Instant.MIN;
  private boolean pollFailed;
  private volatile FlowStatus status = new FlowStatus(FlowState.STARTING, List.of());

  ConsumptionFlow(
      TopicReader reader,
      BatchCollector collector,
      FlowSteps steps,
      FlowProperties times,
      Clock clock) {
    this.reader = reader;
    this.collector = collector;
    this.steps = steps;
    this.times = times;
    this.clock = clock;
    this.book = new PartitionBook(reader);
    this.pause = new FlowPause(times, clock);
  }

  /** Loads the topics until it is stopped. */
  void run(Set<String> topics) {
    try {
      reader.subscribe(topics, this);
      while (!pause.isStopped()) {
        turn();
        status = book.status(pause.reason());
      }
      writeLast();
    } finally {
      steps.writing().close();
      reader.close();
      status = new FlowStatus(FlowState.STOPPED, List.of());
    }
  }

  /** Ends the flow after its batch. */
  void stop() {
    pause.stop();
    reader.wakeup();
  }

  FlowStatus status() {
    return status;
  }

  private void turn() {
    try {
      place();
      poll().forEach(this::collect);
      if (steps.writing().isDone()) {
        settle();
      }
      if (collector.isFull() || (collector.isDue() && !steps.writing().isBusy())) {
        write();
      }
      refresh();
      if (book.all().isEmpty() && !pause.isWaiting()) {
        pause.end();
      }
    } catch (LogOutOfRangeException e) {
      replace(e);
    } catch (UnreadablePartitionException e) {
      hold(e);
    } catch (DatabaseUnavailableException | TopicUnavailableException | BrokenSetupException e) {
      await(e.getMessage(), e);
    } catch (RuntimeException e) {
      await("a fault of the load itself (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private void place() {
    Instant now = clock.instant();
    List<PartitionState> due = book.due(now);
    if (due.isEmpty() || pause.isWaiting()) {
      return;
    }
    write();
    settle();
    steps.placing().place(book, due, now.plus(times.retryHeld()));
  }

  private List<Fetch> poll() {
    if (pollFailed && pause.isWaiting()) {
      pause.sit(patience());
    }
    pollFailed = true;
    List<Fetch> polled = reader.poll(patience());
    pollFailed = false;
    return polled;
  }

  private void collect(Fetch fetch) {
    PartitionId id = fetch.partition();
    PartitionState state = book.of(id.topic(), id.partition());
    FetchedRecord last = null;
    for (FetchedRecord record : fetch.records()) {
      // A write in between may have dropped the partition's place.
      if (!book.isRead(state)) {
        return;
      }
      if (!decode(state, record)) {
        pass(state, last);
        return;
      }
      last = record;
      if (collector.isFull()) {
        pass(state, last);
        write();
      }
    }
    if (book.isRead(state)) {
      collector.advance(id, fetch.next().offset());
      state.passed(fetch.next().leaderEpoch());
    }
  }

  private static void pass(PartitionState state, FetchedRecord last) {
    if (last != null) {
      state.passed(last.next().leaderEpoch());
    }
  }

  /** Whether the record is in the batch; if not, its partition is held before it. */
  private boolean decode(PartitionState state, FetchedRecord record) {
    Optional<DecodeStep.Held> held = steps.decoding().decode(state.id(), record);
    held.ifPresent(why -> book.hold(state, why.hold(), clock.instant().plus(why.time())));
    return held.isEmpty();
  }

  /** Hands over what is collected, behind the batch that is being written. */
  private void write() {
    if (collector.isEmpty()) {
      return;
    }
    Optional<Batch> batch = steps.writing().take(book);
    if (batch.isEmpty()) {
      drop();
    } else if (settle()) {
      steps.writing().begin(batch.get(), book);
    }
  }

  /** Waits for the batch that is being written; whether what was read behind it is still good. */
  private boolean settle() {
    if (!steps.writing().isBusy()) {
      return true;
    }
    BatchWriting.Settlement settled =
        steps.writing().settle(book, clock.instant().plus(times.retryHeld()));
    if (!settled.loaded().isEmpty()) {
      reader.report(settled.loaded());
      steps.decoding().loaded(settled.loaded());
    }
    if (!settled.maySucceed()) {
      readAgain();
      steps.decoding().refuse(settled.refused());
    }
    pause.end();
    return settled.maySucceed();
  }

  private void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(refreshAt) || pause.isWaiting()) {
      return;
    }
    refreshAt = now.plus(times.idleRefresh());
    settle();
    if (steps.writing().refreshIdle(book, reader)) {
      pause.end();
    }
    steps.preparing().prepare(now);
  }

  /** Drops all that is in memory. */
  private void drop() {
    readAgain();
    steps.decoding().forgetRefusals();
  }

  /** Drops the batch and every place; the stored offsets decide again. */
  private void readAgain() {
    steps.writing().abandon();
    collector.clear();
    book.unplaceAll();
  }

  private void await(String reason, RuntimeException cause) {
    drop();
    pause.begin(reason, cause);
  }

  private void replace(LogOutOfRangeException fault) {
    drop();
    for (PartitionId id : fault.partitions()) {
      reader.park(id);
      if (fault.truncated() && book.of(id.topic(), id.partition()) != null) {
        try {
          steps.placing().noteTruncated(id);
        } catch (DatabaseUnavailableException | BrokenSetupException e) {
          await(e.getMessage(), e);
        }
      }
    }
  }

  private void hold(UnreadablePartitionException fault) {
    Instant retryAt = clock.instant().plus(times.retryHeld());
    Hold hold = new Hold(HoldCode.UNREADABLE_RECORD, fault.getMessage());
    fault.partitions().forEach(id -> book.hold(book.of(id.topic(), id.partition()), hold, retryAt));
  }

  private Duration patience() {
    if (pause.isWaiting()) {
      Duration left = pause.left();
      return left.compareTo(IDLE_POLL) < 0 ? left : IDLE_POLL;
    }
    // The end of a write wakes the poll.
    return collector.isEmpty() || steps.writing().isBusy() ? IDLE_POLL : collector.untilDue();
  }

  private void writeLast() {
    if (pause.reason().isPresent()) {
      return;
    }
    try {
      write();
      settle();
    } catch (DatabaseUnavailableException | TopicUnavailableException | BrokenSetupException e) {
      LOG.info("The last batch is left to the next start: {}", e.getMessage());
    }
  }

  @Override
  public void assigned(Set<PartitionId> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("Partitions assigned: {}", partitions.stream().sorted().toList());
      book.add(partitions);
    }
  }

  @Override
  public void gone(Set<PartitionId> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("Partitions gone: {}", partitions.stream().sorted().toList());
      book.remove(partitions);
      drop();
    }
  }
}
