package io.loyalty.console.flow;

import io.loyalty.client.history.Ledger;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Prometheus;
import io.loyalty.console.service.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Tells what was loaded in each of the last 24 hours: of Prometheus where one is configured and has
 * them, else of the ledger. They are asked once a minute, for all who look. Thread-safe.
 */
@Component
class Hours {
  /** This many hours are shown. */
  static final int SHOWN = 24;

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A service that is silent takes its time to be called so: who looks must not wait in a row. */
  private static final Duration FAULT_KEPT = Duration.ofSeconds(5);

  private final Services services;
  private final Prometheus prometheus;
  private final Clock clock;
  private Instant asked = Instant.MIN;
  private Day known;

  Hours(Services services, Prometheus prometheus, Clock clock) {
    this.services = services;
    this.prometheus = prometheus;
    this.clock = clock;
  }

  synchronized Day last() {
    Instant now = clock.instant();
    if (known == null || !asked.plus(kept(known)).isAfter(now)) {
      Instant to = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      known = day(to.minus(SHOWN, ChronoUnit.HOURS), to);
      asked = clock.instant();
    }
    return known;
  }

  private static Duration kept(Day day) {
    return day.hours().isThere() ? KEPT : FAULT_KEPT;
  }

  private Day day(Instant from, Instant to) {
    if (!prometheus.isConfigured()) {
      return Day.ofLedger(ledger(from, to));
    }
    Answered<List<Ledger.Hour>> counts = CounterHours.of(prometheus, from, to);
    return counts.isThere()
        ? Day.ofPrometheus(hours(from, counts.value()))
        : Day.ofLedger(ledger(from, to), counts.fault());
  }

  private Answered<List<Hour>> ledger(Instant from, Instant to) {
    return Answered.from(() -> services.consumption().ledger(from.toString(), to.toString(), null))
        .map(ledger -> hours(from, ledger.hours()));
  }

  private static List<Hour> hours(Instant from, List<Ledger.Hour> counts) {
    Map<Instant, Hour> hours = new TreeMap<>();
    for (int i = 0; i < SHOWN; i++) {
      Instant hour = from.plus(i, ChronoUnit.HOURS);
      hours.put(hour, Hour.empty(hour));
    }
    for (Ledger.Hour each : counts) {
      hours.computeIfPresent(each.hour(), (hour, sum) -> sum.plus(each));
    }
    return List.copyOf(hours.values());
  }
}
