package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.Batch;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.UnexpectedFault;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.AssignmentListener;
import io.loyalty.consumption.topic.Fetch;
import io.loyalty.consumption.topic.LeaderlessPartitionException;
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
 * Loads records, in words: poll → decode → collect → write → settle. While one batch is written the
 * next is collected. {@link Places} says which records, and is told how far they are loaded. Rows
 * and offsets are committed together, so whatever goes wrong, dropping what is in memory and
 * reading the stored offsets again is right. What passes by itself is waited for with all
 * partitions paused, and polling goes on, so that a group never rebalances for it; what needs help
 * holds its partitions alone.
 *
 * <p>Runs on one thread; {@link #stop} and {@link #status} are for others.
 */
public final class LoadLoop implements AssignmentListener {
  private static final Logger LOG = LoggerFactory.getLogger(LoadLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(250);

  private final TopicReader reader;
  private final BatchCollector collector;
  private final DecodeStep decoding;
  private final CollectStep collecting;
  private final BatchWriting writing;
  private final Places places;
  private final FlowProperties times;
  private final Clock clock;
  private final PartitionBook book;
  private final LoadWait wait;

  private Instant refreshAt = Instant.MIN;
  private boolean pollFailed;
  private volatile FlowStatus status = new FlowStatus(FlowState.STARTING, List.of());

  LoadLoop(
      TopicReader reader,
      BatchCollector collector,
      DecodeStep decoding,
      BatchWriting writing,
      Places places,
      FlowProperties times,
      Clock clock) {
    this.reader = reader;
    this.collector = collector;
    this.decoding = decoding;
    this.writing = writing;
    this.places = places;
    this.times = times;
    this.clock = clock;
    this.book = new PartitionBook(places.name(), reader);
    this.collecting = new CollectStep(reader, collector, decoding, book, clock);
    this.wait = new LoadWait(places.name(), times, clock);
  }

  /** Loads until it is stopped, or its places go on no longer. Closes the reader and the writer. */
  public void run() {
    try {
      places.open(this);
      boolean goesOn = true;
      while (goesOn && !wait.isStopped()) {
        goesOn = turn();
        status = book.status(wait.reason());
      }
      if (goesOn) {
        writeLast();
      }
    } finally {
      writing.close();
      reader.close();
      status = new FlowStatus(FlowState.STOPPED, List.of());
    }
  }

  /** Ends the loop after its batch. */
  public void stop() {
    wait.stop();
    reader.wakeup();
  }

  /** The partitions at this moment. */
  public FlowStatus status() {
    return status;
  }

  private boolean turn() {
    try {
      if (!places.goesOn(status)) {
        return false;
      }
      place();
      poll().forEach(fetch -> collecting.collect(fetch, this::write));
      if (writing.isDone()) {
        settle();
      }
      if (collector.isFull() || (collector.isDue() && !writing.isBusy())) {
        write();
      }
      refresh();
      if (book.isEmpty() && !wait.isWaiting()) {
        wait.end();
      }
    } catch (LogOutOfRangeException e) {
      replace(e);
    } catch (UnreadablePartitionException e) {
      hold(e.partitions(), new Hold(HoldCode.UNREADABLE_RECORD, e.getMessage()));
    } catch (LeaderlessPartitionException e) {
      hold(e.partitions(), Hold.leaderless());
    } catch (DatabaseUnavailableException | TopicUnavailableException | BrokenSetupException e) {
      await(e.getMessage(), e);
    } catch (RuntimeException e) {
      await(UnexpectedFault.reason("loading", e), e);
    }
    return true;
  }

  private void place() {
    Set<PartitionId> due = book.due(clock.instant());
    if (due.isEmpty() || wait.isWaiting()) {
      return;
    }
    write();
    settle();
    places.place(due).forEach((id, placement) -> place(book.of(id), placement));
  }

  /** An unexpected fault in one partition holds no other. */
  private void place(PartitionState state, Placement placement) {
    try {
      placement.match(
          read -> collecting.begin(state, read),
          held -> book.hold(state, held.why(), retryAt()),
          () -> book.end(state));
    } catch (TopicUnavailableException | LogOutOfRangeException e) {
      throw e;
    } catch (RuntimeException e) {
      book.hold(state, Hold.unexpected("setting where it is read", e), retryAt());
    }
  }

  private List<Fetch> poll() {
    if (pollFailed && wait.isWaiting()) {
      wait.sit(patience());
    }
    pollFailed = true;
    List<Fetch> polled = reader.poll(patience());
    pollFailed = false;
    return polled;
  }

  /** Hands over what is collected, once the batch before it is settled. */
  private void write() {
    if (collector.isEmpty()) {
      return;
    }
    Optional<Batch> batch = writing.take(book);
    if (batch.isEmpty()) {
      drop();
    } else if (settle()) {
      writing.begin(batch.get(), book);
    }
  }

  /** Waits for the batch that is being written; whether the records read since may follow it. */
  private boolean settle() {
    if (!writing.isBusy()) {
      return true;
    }
    BatchWriting.Settlement settled = writing.settle(book, retryAt());
    decoding.loaded(settled.loaded());
    boolean goesOn =
        settled.loaded().isEmpty() || places.loaded(settled.loaded(), settled.records());
    boolean mayFollow = goesOn && settled.isWhole();
    if (!mayFollow) {
      readAgain();
      decoding.refuse(settled.refused());
    }
    wait.end();
    return mayFollow;
  }

  private void refresh() {
    Instant now = clock.instant();
    if (now.isBefore(refreshAt) || wait.isWaiting()) {
      return;
    }
    refreshAt = now.plus(times.idleRefresh());
    settle();
    Set<PartitionId> idle = places.refresh(book.reading());
    if (!idle.isEmpty()) {
      book.idle(idle);
      wait.end();
    }
  }

  /** Drops all that is in memory. */
  private void drop() {
    readAgain();
    decoding.forgetRefusals();
  }

  /** Drops the batch and every place; the stored offsets decide again. */
  private void readAgain() {
    writing.abandon();
    collector.clear();
    book.unplaceAll();
  }

  private void await(String reason, RuntimeException cause) {
    drop();
    wait.begin(reason, cause);
  }

  private void replace(LogOutOfRangeException fault) {
    drop();
    // Kafka's client may report one that the group has taken away since.
    Set<PartitionId> ours = book.ours(fault.partitions());
    ours.forEach(reader::park);
    if (fault.truncated() && !ours.isEmpty()) {
      try {
        places.truncated(ours);
      } catch (DatabaseUnavailableException | BrokenSetupException e) {
        await(e.getMessage(), e);
      }
    }
  }

  private void hold(Set<PartitionId> partitions, Hold why) {
    book.ours(partitions).forEach(id -> book.hold(book.of(id), why, retryAt()));
  }

  private Instant retryAt() {
    return clock.instant().plus(times.retryHeld());
  }

  private Duration patience() {
    if (wait.isWaiting()) {
      Duration left = wait.left();
      return left.compareTo(IDLE_POLL) < 0 ? left : IDLE_POLL;
    }
    // The end of a write wakes the poll.
    return collector.isEmpty() || writing.isBusy() ? IDLE_POLL : collector.untilDue();
  }

  private void writeLast() {
    if (wait.reason().isPresent()) {
      return;
    }
    try {
      write();
      settle();
    } catch (DatabaseUnavailableException | TopicUnavailableException | BrokenSetupException e) {
      LOG.info(
          "{}: the last batch was not written, and its records will be read again: {}",
          places.name(),
          e.getMessage());
    }
  }

  @Override
  public void assigned(Set<PartitionId> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info(
          "Partitions assigned: {} ({})", partitions.stream().sorted().toList(), places.name());
      book.add(partitions);
    }
  }

  @Override
  public void gone(Set<PartitionId> partitions) {
    if (!partitions.isEmpty()) {
      LOG.info("Partitions revoked: {} ({})", partitions.stream().sorted().toList(), places.name());
      book.remove(partitions);
      drop();
    }
  }
}
