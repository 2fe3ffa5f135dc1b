package io.loyalty.benchmarks.figure;

import java.util.Arrays;
import java.util.Collection;

/** Holds measured times in order. */
public final class Quantiles {
  private static final double NANOS_OF_A_MILLI = 1e6;

  private final long[] sorted;

  private Quantiles(long[] sorted) {
    this.sorted = sorted;
  }

  /** Sorts at least one time in nanoseconds. */
  public static Quantiles of(Collection<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    return new Quantiles(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /** Returns the number of times. */
  public int count() {
    return sorted.length;
  }

  /** Returns the time in milliseconds that so large a share of them does not exceed; 1 is all. */
  public double millis(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_OF_A_MILLI;
  }

  /** Returns the mean in milliseconds. */
  public double meanMillis() {
    return Arrays.stream(sorted).average().orElseThrow() / NANOS_OF_A_MILLI;
  }

  /** Returns the usual ones in one line. */
  @Override
  public String toString() {
    return "p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f, most %.0f, mean %.0f of %,d"
        .formatted(
            millis(0.5),
            millis(0.9),
            millis(0.99),
            millis(0.999),
            millis(1),
            meanMillis(),
            count());
  }
}
