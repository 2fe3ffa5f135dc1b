package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.record.AvroCursor;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Collects records into the batch that is written next. Confined to the consumer's thread.
 *
 * <p>Each partition is started at the offset that the consumer stands at after an assignment or
 * seek. From there every record is either added or refused, in the order of offsets, and where a
 * poll is exhausted the partition is advanced to the consumer's position, which passes holes. So
 * the batches' ranges join without a gap; a call that would leave one is an {@link
 * IllegalStateException}.
 */
public final class BatchCollector {
  private final BatchProperties limits;
  private final EventSelection selection;
  private final Clock clock;
  private final AvroCursor cursor = new AvroCursor();
  private final SortedMap<String, TopicRows> topics = new TreeMap<>();

  private EventSelection.Bounds accepted;
  private long since;
  private boolean open;
  private long rows;
  private long refused;
  private long skipped;
  private long bytes;

  /**
   * Collects the events that {@code selection} accepts within {@code limits}; {@code clock}
   * measures the age.
   */
  public BatchCollector(BatchProperties limits, EventSelection selection, Clock clock) {
    this.limits = limits;
    this.selection = selection;
    this.clock = clock;
  }

  /**
   * Starts a partition after an assignment or a seek.
   *
   * @param position the offset that the consumer reads next
   * @throws IllegalStateException when the batch already contains records of the partition
   */
  public void start(PartitionId id, long position) {
    topics.computeIfAbsent(id.topic(), TopicRows::new).start(id, position);
  }

  /**
   * Adds the rows of a record, or only counts it where the selection leaves it out. After an
   * exception the batch is as it was, and the record must be {@linkplain #refuse refused} next.
   *
   * @param plan the plan of its writer schema; one object per schema, since each has buffers of its
   *     own
   * @param timestamp when the broker took the record; -1 where that is not known
   * @param value the record's value, of the plan's schema
   * @throws MalformedRecordException when the value can't become rows
   * @throws OutsideWindowException when its time is outside the window
   */
  public void add(DecodePlan plan, PartitionId id, long offset, long timestamp, byte[] value) {
    TopicRows collected = topic(id.topic());
    OpenRange range = collected.range(id.partition());
    range.check(offset);
    open();
    PlanRows target = collected.rows(plan);
    long before = target.bytes();
    target.mark(id.partition(), offset);
    boolean judged = false;
    boolean taken;
    try {
      plan.decode(cursor, value, target);
      taken = isTaken(target.lastOccurredAt());
      judged = true;
    } finally {
      if (!judged) {
        target.rollback();
        range.fail(offset);
      }
    }
    if (!taken) {
      target.rollback();
      range.skip(offset, timestamp);
      skipped++;
      return;
    }
    target.lastOccurredAt().ifPresent(at -> collected.occurred(id.partition(), at));
    List<String> failed = target.lastFailedChecks();
    if (!failed.isEmpty()) {
      collected.failed(new FailedChecks(new RecordId(id, offset), failed));
    }
    range.take(offset, timestamp);
    rows++;
    bytes += target.bytes() - before;
  }

  /** Adds a record that became no row, with the time at which the broker received it, or -1. */
  public void refuse(RefusedRecord record, long timestamp) {
    RecordId id = record.id();
    TopicRows collected = topic(id.partition().topic());
    collected.range(id.partition().partition()).refuse(id.offset(), timestamp);
    open();
    collected.refuse(record);
    refused++;
    bytes += bytes(record.content());
  }

  /**
   * Ends the batch before a record that could be neither added nor refused; the partition must be
   * started again.
   */
  public void leave(PartitionId id) {
    topic(id.topic()).range(id.partition()).leave();
  }

  /**
   * Passes the holes after the partition's last record.
   *
   * @param position the consumer's position, once all polled records of the partition are added or
   *     refused
   */
  public void advance(PartitionId id, long position) {
    OpenRange range = topic(id.topic()).range(id.partition());
    range.advance(position);
    if (!range.isEmpty()) {
      open();
    }
  }

  /** Returns whether there is nothing to write, not even a position. */
  public boolean isEmpty() {
    return !open;
  }

  /** Returns whether the batch has reached its rows or bytes. */
  public boolean isFull() {
    return rows + refused + skipped >= limits.maxRows() || bytes >= limits.maxBytes().toBytes();
  }

  /** Returns whether the batch's first record has reached its age. */
  public boolean isDue() {
    return untilDue().isZero();
  }

  /** Returns the time until the batch is due; the maximum age if it is empty. */
  public Duration untilDue() {
    if (!open) {
      return limits.maxAge();
    }
    long left = limits.maxAge().toMillis() - (clock.millis() - since);
    return Duration.ofMillis(Math.max(0, Math.min(left, limits.maxAge().toMillis())));
  }

  /**
   * Returns the batch and begins the next one at its end. The arrays of the batch belong to the
   * caller until it recycles them.
   */
  public Batch drain() {
    List<TopicBatch> drained =
        topics.values().stream().filter(topic -> !topic.isEmpty()).map(TopicRows::drain).toList();
    Batch batch = new Batch(drained, rows, bytes);
    reset();
    return batch;
  }

  /** Takes back the arrays of a batch of this collector that is written or discarded. */
  public void recycle(Batch batch) {
    for (TopicBatch topic : batch.topics()) {
      Stream.concat(topic.parents().stream(), topic.children().stream()).forEach(this::recycle);
    }
  }

  /** Discards the batch and all positions: every partition must be started again. */
  public void clear() {
    topics.clear();
    reset();
  }

  private void recycle(CopyRows written) {
    long spare =
        topics.values().stream().flatMap(TopicRows::tables).mapToLong(TableRows::spareBytes).sum();
    // A buffer that was once large must not stay large.
    if (written.data().length / 4 > written.length()
        || spare + written.data().length > limits.maxBytes().toBytes()) {
      return;
    }
    topics.values().stream()
        .flatMap(TopicRows::tables)
        .filter(table -> table.spareBytes() == 0 && table.table().equals(written.table()))
        .findFirst()
        .ifPresent(table -> table.recycle(written.data()));
  }

  private TopicRows topic(String topic) {
    TopicRows collected = topics.get(topic);
    if (collected == null) {
      throw new IllegalStateException("%s: no partition of it was started".formatted(topic));
    }
    return collected;
  }

  private void open() {
    if (!open) {
      open = true;
      since = clock.millis();
      accepted = selection.bounds();
    }
  }

  private void reset() {
    open = false;
    rows = 0;
    refused = 0;
    skipped = 0;
    bytes = 0;
  }

  private boolean isTaken(OptionalLong occurredAt) {
    if (occurredAt.isEmpty()) {
      return true;
    }
    return switch (accepted.judge(occurredAt.getAsLong())) {
      case TAKEN -> true;
      case SKIPPED -> false;
      case REFUSED ->
          throw new OutsideWindowException(
              "occurred_at is not within %s before and %s after now"
                  .formatted(selection.window().past(), selection.window().future()));
    };
  }

  private static long bytes(RefusedRecord.Content content) {
    long total = length(content.key()) + length(content.value());
    for (RefusedRecord.Header header : content.headers()) {
      total += length(header.value());
    }
    return total;
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
