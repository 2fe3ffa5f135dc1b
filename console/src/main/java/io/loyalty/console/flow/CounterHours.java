package io.loyalty.console.flow;

import io.loyalty.client.history.Ledger;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Prometheus;
import io.loyalty.console.service.TimeSeries;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes hours of the counters of db-consumption-service that Prometheus has kept. They are totals
 * of the ledger, so that the growth from hour to hour is exact, and {@code increase()}, which
 * extrapolates, is not needed. Where they are not whole there is a fault, never a wrong count.
 */
final class CounterHours {
  /**
   * The counters at the end of an hour: the highest of the hour, because they are 0 for a moment
   * after each start of the service, and the same from every instance.
   */
  private static final String COUNTERS =
      "max by (warehouse, event_type, outcome) (max_over_time(consumption_outcomes_total[1h]))";

  private final List<TimeSeries> counters;
  private final List<Instant> ends;

  private CounterHours(List<TimeSeries> counters, List<Instant> ends) {
    this.counters = counters;
    this.ends = ends;
  }

  /** Returns what was counted of each event type, by hour; the newest hour is not over yet. */
  static Answered<List<Ledger.Hour>> of(Prometheus prometheus, Instant from, Instant to) {
    List<Instant> ends =
        Stream.iterate(from, end -> !end.isAfter(to), end -> end.plus(1, ChronoUnit.HOURS))
            .toList();
    Answered<List<TimeSeries>> answer = prometheus.hourly(COUNTERS, from, to);
    if (!answer.isThere()) {
      return Answered.missing(answer.fault());
    }
    List<TimeSeries> counters =
        answer.value().stream()
            .filter(each -> prometheus.isOfWarehouse(each.label("warehouse")))
            .toList();
    Set<String> warehouses =
        counters.stream()
            .map(each -> each.label("warehouse"))
            .collect(Collectors.toCollection(TreeSet::new));
    return warehouses.size() > 1
        ? Answered.missing(
            "Prometheus has counts of several warehouses (%s): set console.prometheus.warehouse."
                .formatted(String.join(", ", warehouses)))
        : new CounterHours(counters, ends).counts();
  }

  private Answered<List<Ledger.Hour>> counts() {
    // The newest hour has no value in its first seconds.
    if (!ends.subList(0, ends.size() - 1).stream().allMatch(this::isKnown)) {
      return Answered.missing("Prometheus has not kept the counts of all of the last 24 hours.");
    }
    List<Ledger.Hour> counts = new ArrayList<>();
    for (TimeSeries each : counters) {
      Double before = each.values().get(ends.get(0));
      for (Instant end : ends.subList(1, ends.size())) {
        Double total = each.values().get(end);
        if (total != null) {
          boolean isNewest = end.equals(ends.get(ends.size() - 1));
          // The counter of an event type that is new begins with 0.
          double grown = total - (before == null ? 0 : before);
          if (grown < 0 && !isNewest) {
            return Answered.missing("The counts that Prometheus has kept began anew meanwhile.");
          }
          counts.add(hour(each, end, Math.max(0, Math.round(grown))));
          before = total;
        }
      }
    }
    return Answered.of(counts);
  }

  private boolean isKnown(Instant end) {
    return counters.stream().anyMatch(each -> each.values().containsKey(end));
  }

  private static Ledger.Hour hour(TimeSeries counter, Instant end, long grown) {
    String outcome = counter.label("outcome");
    return new Ledger.Hour(
        end.minus(1, ChronoUnit.HOURS),
        counter.label("event_type"),
        grown,
        outcome.equals("inserted") ? grown : 0,
        outcome.equals("duplicate") ? grown : 0,
        outcome.equals("conflict") ? grown : 0,
        outcome.equals("dead-lettered") ? grown : 0);
  }
}
