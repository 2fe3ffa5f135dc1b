package io.loyalty.stream.scorecard;

import io.loyalty.stream.scorecard.state.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Adds counts by name, which are sorted by it. */
final class Tallies {
  static final Comparator<Tally> BY_NAME = Comparator.comparing(Tally::getName, Tallies::compare);

  /** The most frequent first; those that are equally frequent by their names. */
  static final Comparator<Tally> MOST_FREQUENT_FIRST =
      Comparator.comparingLong(Tally::getEvents).reversed().thenComparing(BY_NAME);

  private Tallies() {}

  /** Returns one event of a name. */
  static Tally one(String... name) {
    return new Tally(List.of(name), 1L);
  }

  static List<Tally> plus(List<Tally> left, List<Tally> right) {
    if (right.isEmpty()) {
      return left;
    }
    List<Tally> sum = new ArrayList<>(left);
    for (Tally each : right) {
      int place = Collections.binarySearch(sum, each, BY_NAME);
      if (place < 0) {
        sum.add(-place - 1, each);
      } else {
        sum.set(place, new Tally(each.getName(), sum.get(place).getEvents() + each.getEvents()));
      }
    }
    return sum;
  }

  static long events(List<Tally> tallies) {
    return tallies.stream().mapToLong(Tally::getEvents).sum();
  }

  private static int compare(List<String> left, List<String> right) {
    for (int part = 0; part < Math.min(left.size(), right.size()); part++) {
      int order = left.get(part).compareTo(right.get(part));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }
}
