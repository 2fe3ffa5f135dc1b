package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.envelope.Violation;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts the events of one type. Thread-safe. */
final class EventCounts {
  private final String type;
  private final LongAdder received = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder deadLettered = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder returned = new LongAdder();
  private final MeterRegistry meters;

  EventCounts(String type, MeterRegistry meters) {
    this.type = type;
    this.meters = meters;
    meter(meters, "received", received);
    meter(meters, "published", published);
    meter(meters, "dead-lettered", deadLettered);
    meter(meters, "redelivered", redelivered);
    meter(meters, "returned", returned);
  }

  void received(boolean again) {
    received.increment();
    if (again) {
      redelivered.increment();
    }
  }

  void published() {
    published.increment();
  }

  /** Counts an event by the rules that it breaks, or by the reason if there are none. */
  void refused(String reason, List<Violation> violations) {
    if (violations.isEmpty()) {
      violated(reason);
    } else {
      violations.stream().map(Violation::rule).distinct().forEach(this::violated);
    }
  }

  void deadLettered() {
    deadLettered.increment();
  }

  void returned() {
    returned.increment();
  }

  Ledger.EventTotals totals() {
    return new Ledger.EventTotals(
        type,
        received.sum(),
        published.sum(),
        deadLettered.sum(),
        redelivered.sum(),
        returned.sum());
  }

  private void violated(String rule) {
    meters.counter("ingestion.violations", "event.type", type, "rule", rule).increment();
  }

  private void meter(MeterRegistry meters, String outcome, LongAdder count) {
    FunctionCounter.builder("ingestion.events", count, LongAdder::sum)
        .tag("event.type", type)
        .tag("outcome", outcome)
        .register(meters);
  }
}
