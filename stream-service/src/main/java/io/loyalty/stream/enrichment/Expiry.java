package io.loyalty.stream.enrichment;

import java.util.List;
import java.util.function.Predicate;

/** Takes what is over out of a list of the state: Avro's own lists remove by index only. */
final class Expiry {
  private Expiry() {}

  /** Removes all that match; returns whether there was any. */
  static <T> boolean removeFrom(List<T> state, Predicate<T> isOver) {
    boolean removed = false;
    for (int i = state.size() - 1; i >= 0; i--) {
      if (isOver.test(state.get(i))) {
        state.remove(i);
        removed = true;
      }
    }
    return removed;
  }
}
