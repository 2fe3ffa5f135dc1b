package io.loyalty.consumption.warehouse.proof;

/**
 * Holds offsets that an operator decided not to load.
 *
 * @param from the first offset
 * @param to the offset after the last
 */
public record GivenUp(long from, long to) {
  /** Returns how many of them are before an offset. */
  public long before(long offset) {
    return Math.max(0, Math.min(to, offset) - from);
  }

  /** Returns whether the offset is one of them. */
  public boolean contains(long offset) {
    return offset >= from && offset < to;
  }
}
