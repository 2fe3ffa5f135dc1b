package io.loyalty.benchmarks.figure;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Summarises repeated measurements of one figure.
 *
 * @param median the median
 * @param least the minimum
 * @param most the maximum
 */
public record Spread(double median, double least, double most) {
  /** Summarises at least one measurement. */
  public static Spread of(List<Double> measured) {
    if (measured.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = measured.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * Summarises one ratio for each round, because the two runs of a round were measured close
   * together.
   */
  public static <T> Spread ofPairs(List<T> first, List<T> second, ToDoubleBiFunction<T, T> ratio) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          "%d runs can't be paired with %d".formatted(first.size(), second.size()));
    }
    return of(
        IntStream.range(0, first.size())
            .mapToObj(round -> ratio.applyAsDouble(first.get(round), second.get(round)))
            .toList());
  }

  /**
   * Returns the median, and the minimum and maximum in brackets, each in the {@code format} of a
   * double.
   */
  public String shown(String format) {
    return "%s (%s to %s)"
        .formatted(format.formatted(median), format.formatted(least), format.formatted(most));
  }
}
