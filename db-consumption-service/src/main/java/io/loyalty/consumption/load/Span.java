package io.loyalty.consumption.load;

/** The offsets of a partition that a load takes. */
public interface Span {
  /** Takes every offset, and ends never. */
  Span ENDLESS = before(Long.MAX_VALUE);

  /** Whether the record at an offset is loaded, and not passed. */
  boolean contains(long offset);

  /** The offset at which the load of the partition ends. */
  long end();

  /** Takes every offset before an end. */
  static Span before(long end) {
    return new Before(end);
  }

  /** Every offset before an end. */
  record Before(long end) implements Span {
    @Override
    public boolean contains(long offset) {
      return offset < end;
    }
  }
}
