package io.loyalty.benchmarks.figure;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * What repeated measurements of one figure say.
 *
 * @param median the middle one
 * @param least the lowest
 * @param most the highest
 */
public record Spread(double median, double least, double most) {
  /** Of at least one measurement. */
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

  /** Of one ratio for each round: two runs of a round were measured within moments. */
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

  /** The median, and the least and most in brackets, each in the {@code format} of a double. */
  public String shown(String format) {
    return "%s (%s to %s)"
        .formatted(format.formatted(median), format.formatted(least), format.formatted(most));
  }
}
