package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;

/**
 * Collects the range of one partition in a batch. Offsets only increase, and the next range begins
 * at the end of this one. Not thread-safe.
 */
final class OpenRange {
  private static final long NONE = -1;

  private final PartitionId id;
  private long from;
  private long position;
  private long records;
  private long skipped;
  private long lastTimestamp = NONE;
  private long failed = NONE;

  OpenRange(PartitionId id, long position) {
    this.id = id;
    this.from = position;
    this.position = position;
  }

  /** Refuses an offset that was already passed, and any other offset while a refusal is due. */
  void check(long offset) {
    if (failed != NONE) {
      throw new IllegalStateException(
          "%s: offset %d could not be added and must be refused, before offset %d"
              .formatted(id, failed, offset));
    }
    if (offset < position) {
      throw new IllegalStateException(
          "%s: offset %d is before the position %d".formatted(id, offset, position));
    }
  }

  /** Records that the record could not be added and must be refused next. */
  void fail(long offset) {
    failed = offset;
  }

  /** Leaves the record that could not be added to a later start of the partition. */
  void leave() {
    failed = NONE;
  }

  /** Adds a refused record. */
  void refuse(long offset, long timestamp) {
    if (failed == offset) {
      failed = NONE;
    }
    check(offset);
    take(offset, timestamp);
  }

  /** Adds a skipped record. */
  void skip(long offset, long timestamp) {
    take(offset, timestamp);
    skipped++;
  }

  void take(long offset, long timestamp) {
    position = offset + 1;
    records++;
    lastTimestamp = Math.max(lastTimestamp, timestamp);
  }

  void advance(long to) {
    check(to);
    position = to;
  }

  boolean isEmpty() {
    return position == from && failed == NONE;
  }

  PartitionRange drain() {
    check(position);
    PartitionRange drained =
        new PartitionRange(id, from, position, records, skipped, lastTimestamp);
    from = position;
    records = 0;
    skipped = 0;
    lastTimestamp = NONE;
    return drained;
  }
}
