package io.loyalty.console.flow;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

/**
 * Lists the orders of the table of event types; the value in the address is the name in lower case.
 */
enum TypeOrder {
  NAME,
  RATE,
  LAG,
  ROWS,
  OPEN;

  Comparator<TypeFlow> order() {
    Comparator<TypeFlow> first =
        switch (this) {
          case NAME -> Comparator.comparing(TypeFlow::eventType);
          case RATE -> largest(TypeFlow::produced);
          case LAG -> largest(TypeFlow::lag);
          case ROWS -> largest(TypeFlow::rows);
          case OPEN -> largest(TypeFlow::openDeadLetters);
        };
    return first.thenComparing(TypeFlow::eventType);
  }

  private static <N extends Comparable<N>> Comparator<TypeFlow> largest(
      Function<TypeFlow, N> figure) {
    return Comparator.comparing(
        figure, Comparator.nullsFirst(Comparator.<N>naturalOrder()).reversed());
  }

  /** Returns the order of this name, or the one by name. */
  static TypeOrder of(String name) {
    for (TypeOrder each : values()) {
      if (each.key().equals(name)) {
        return each;
      }
    }
    return NAME;
  }

  /** Returns the value in the address. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
