package io.loyalty.console.flow;

import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Holds a figure of several event types together.
 *
 * @param value the figure of those types of which it is known; null if it is known of none
 * @param isWhole whether it is known of all of them
 */
record Combined(Double value, boolean isWhole) {
  static final Combined UNKNOWN = new Combined(null, false);
  static final Combined NOTHING = new Combined(0.0, true);

  /** Combines a figure, which is null where it is not known, of all types. */
  static Combined of(
      List<TypeFlow> types, Function<TypeFlow, Double> figure, BinaryOperator<Double> together) {
    List<Double> known = types.stream().map(figure).filter(Objects::nonNull).toList();
    return new Combined(known.stream().reduce(together).orElse(null), known.size() == types.size());
  }

  /** Adds a figure; null if it is not known. */
  Combined plus(Double other) {
    if (value == null) {
      return UNKNOWN;
    }
    return other == null ? new Combined(value, false) : new Combined(value + other, isWhole);
  }

  /** Writes a figure that is only larger if types are missing; null stands for an unknown one. */
  String atLeast(Function<Double, String> written) {
    if (isWhole || value == null) {
      return written.apply(value);
    }
    return value == 0 ? written.apply(null) : "at least " + written.apply(value);
  }
}
