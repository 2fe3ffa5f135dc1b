package io.loyalty.benchmarks.deadletter;

import io.loyalty.benchmarks.figure.Quantiles;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the pages of a list of dead letters, each as large as pages may be, from the request to
 * the response that has been read. Not thread-safe.
 */
final class PageTimes {
  private static final int LARGEST = 1_000;
  private static final int WARM_UP = 3;
  private static final int ASKED = 20;

  private final ConsumptionApi api;
  private double slowest;

  PageTimes(ConsumptionApi api) {
    this.api = api;
  }

  /**
   * Holds the times of one filter.
   *
   * @param matches the number of dead letters that match
   * @param first the first page with its groups
   * @param middle the page in the middle
   * @param last the last page
   * @param each every page once
   */
  record Times(long matches, Quantiles first, Quantiles middle, Quantiles last, Quantiles each) {}

  /** Returns the slowest request so far, in milliseconds. */
  double slowest() {
    return slowest;
  }

  /** Reads all pages, then asks for the first, the middle and the last one many times. */
  Times pages(DeadLetterFilter filter) {
    List<String> places = new ArrayList<>();
    List<Long> each = new ArrayList<>();
    places.add(null);
    long matches = 0;
    for (int page = 0; page < places.size(); page++) {
      DeadLetterQuery query = new DeadLetterQuery(filter, List.of(), LARGEST, places.get(page));
      DeadLetterList list = timed(query, each);
      if (list.next() != null) {
        places.add(list.next());
      }
      matches += list.deadLetters().size();
    }
    return new Times(
        matches,
        many(new DeadLetterQuery(filter, List.of(), LARGEST, null)),
        many(new DeadLetterQuery(filter, List.of(), LARGEST, places.get(places.size() / 2))),
        many(new DeadLetterQuery(filter, List.of(), LARGEST, places.get(places.size() - 1))),
        known(each));
  }

  /** Asks many times for the largest groups by some dimensions, or all, with the smallest page. */
  Quantiles groups(DeadLetterFilter filter, List<String> by, Integer most) {
    return many(new DeadLetterQuery(filter, by, most, 1, null));
  }

  private Quantiles many(DeadLetterQuery query) {
    for (int i = 0; i < WARM_UP; i++) {
      timed(query, new ArrayList<>());
    }
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < ASKED; i++) {
      timed(query, times);
    }
    return known(times);
  }

  private Quantiles known(List<Long> times) {
    Quantiles all = Quantiles.of(times);
    slowest = Math.max(slowest, all.millis(1));
    return all;
  }

  private DeadLetterList timed(DeadLetterQuery query, List<Long> times) {
    long began = System.nanoTime();
    DeadLetterList list = api.deadLetters(query.parameters()).value();
    times.add(System.nanoTime() - began);
    return list;
  }
}
