package io.loyalty.consumption.warehouse.proof;

/**
 * Offsets that the live load never read, although it has moved past them.
 *
 * @param from where they begin, at the earliest
 * @param to the offset after the last, at the latest
 * @param offsets how many they are; fewer than the span, where an hour of the ledger hides where
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
