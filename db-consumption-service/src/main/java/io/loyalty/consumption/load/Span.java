package io.loyalty.consumption.load;

import java.util.Arrays;

/** Holds the offsets of a partition that a load takes. */
public interface Span {
  /** Takes every offset, and ends never. */
  Span ENDLESS = before(Long.MAX_VALUE);

  /** Whether the record at an offset is loaded, and not passed. */
  boolean contains(long offset);

  /** The first offset from this one on that is loaded; the end where none is. */
  long next(long offset);

  /** The offset at which the load of the partition ends. */
  long end();

  /** Takes every offset before an end. */
  static Span before(long end) {
    return new Before(end);
  }

  /** Takes some offsets alone, at least one; they are ascending. */
  static Span of(long[] offsets) {
    return new Some(offsets);
  }

  /** Every offset before an end. */
  record Before(long end) implements Span {
    @Override
    public boolean contains(long offset) {
      return offset < end;
    }

    @Override
    public long next(long offset) {
      return Math.min(offset, end);
    }
  }

  /** Some offsets, which are few among many that are passed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Some(long[] offsets) implements Span {
    @Override
    public boolean contains(long offset) {
      return Arrays.binarySearch(offsets, offset) >= 0;
    }

    @Override
    public long next(long offset) {
      int at = Arrays.binarySearch(offsets, offset);
      int from = at >= 0 ? at : -at - 1;
      return from < offsets.length ? offsets[from] : end();
    }

    @Override
    public long end() {
      return offsets[offsets.length - 1] + 1;
    }
  }
}
