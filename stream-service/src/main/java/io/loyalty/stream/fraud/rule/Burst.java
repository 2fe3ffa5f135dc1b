package io.loyalty.stream.fraud.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;

/**
 * Finds more than so many events within a time.
 *
 * @param within the time
 * @param limit how many events are still allowed within it
 */
record Burst(Duration within, int limit) {
  /**
   * Returns the first events, one more than allowed, that occurred within the time.
   *
   * @param events in the order in which they occurred
   * @param at returns when one did, in microseconds
   * @param isKnown tells whether what begins at a time belongs to a case that was found before
   */
  <T> Optional<List<T>> find(List<T> events, ToLongFunction<T> at, LongPredicate isKnown) {
    for (int first = 0; first + limit < events.size(); first++) {
      long begin = at.applyAsLong(events.get(first));
      long end = at.applyAsLong(events.get(first + limit));
      if (end - begin <= Micros.of(within) && !isKnown.test(begin)) {
        return Optional.of(List.copyOf(events.subList(first, first + limit + 1)));
      }
    }
    return Optional.empty();
  }
}
