package io.loyalty.consumption.batch;

import io.loyalty.consumption.log.PartitionId;

/**
 * The range of one partition that a batch is collecting. Offsets only go up, and the next range
 * begins where this one ends. Not thread-safe.
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

  /**
   * Refuses an offset that was passed already, and any but a refused one where a refusal is due.
   */
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

  /** The record could not be added: it must be refused next. */
  void fail(long offset) {
    failed = offset;
  }

  /** The record that could not be added is left to a later start of the partition. */
  void leave() {
    failed = NONE;
  }

  /** Takes the refusal of a record. */
  void refuse(long offset, long timestamp) {
    if (failed == offset) {
      failed = NONE;
    }
    check(offset);
    take(offset, timestamp);
  }

  /** Takes a record that is left out. */
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
