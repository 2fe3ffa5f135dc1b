package io.loyalty.consumption.warehouse.proof;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Goes through the rows of a topic's logs once, by partition and offset, as they were at one
 * moment. It keeps some thousands of rows in memory. Not thread-safe.
 */
public final class OrderedRows {
  private final Supplier<List<StoredRow>> next;
  private final Queue<StoredRow> fetched = new ArrayDeque<>();
  private boolean isAtEnd;
  private int partition = -1;
  private long passed;

  /** Takes {@code next}, which returns the rows that follow; none at the end. */
  OrderedRows(Supplier<List<StoredRow>> next) {
    this.next = next;
  }

  /** Goes on to the first row of a partition, which must be higher than that before. */
  public void begin(int ofPartition) {
    partition = ofPartition;
    passed = 0;
    while (first() != null && first().partition() < partition) {
      fetched.remove();
    }
  }

  /**
   * Goes on to an offset of the partition, which must be higher than that before, and returns the
   * row of its record.
   */
  public Optional<StoredRow> at(long offset) {
    while (isBefore(offset)) {
      pass();
    }
    return isBefore(offset + 1) ? Optional.of(pass()) : Optional.empty();
  }

  /** Goes on to the end of the partition, and returns the number of its rows. */
  public long count() {
    while (isBefore(Long.MAX_VALUE)) {
      pass();
    }
    return passed;
  }

  private boolean isBefore(long offset) {
    StoredRow row = first();
    return row != null && row.partition() == partition && row.offset() < offset;
  }

  private StoredRow pass() {
    passed++;
    return fetched.remove();
  }

  private StoredRow first() {
    if (fetched.isEmpty() && !isAtEnd) {
      fetched.addAll(next.get());
      isAtEnd = fetched.isEmpty();
    }
    return fetched.peek();
  }
}
