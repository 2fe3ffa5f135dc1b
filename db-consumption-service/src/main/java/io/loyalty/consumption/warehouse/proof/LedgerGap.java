package io.loyalty.consumption.warehouse.proof;

/**
 * Describes offsets that the live load never read, although it has moved past them.
 *
 * @param from the earliest start of the gap
 * @param to the latest end of the gap, exclusive
 * @param offsets the number of offsets; less than the span if the ledger's hour hides their
 *     position
 */
public record LedgerGap(long from, long to, long offsets) {
  /** Returns whether the offset may be one of them. */
  public boolean contains(long offset) {
    return offset >= from && offset < to;
  }

  /** Returns how many of them may be before an offset. */
  public long before(long offset) {
    return Math.min(offsets, Math.max(0, Math.min(to, offset) - from));
  }
}
