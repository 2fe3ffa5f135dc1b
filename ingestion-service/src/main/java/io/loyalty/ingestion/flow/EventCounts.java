package io.loyalty.ingestion.flow;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** The counts of one event type. Thread-safe. */
final class EventCounts {
  private final String type;
  private final LongAdder received = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final LongAdder deadLettered = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder returned = new LongAdder();

  EventCounts(String type, MeterRegistry meters) {
    this.type = type;
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

  private void meter(MeterRegistry meters, String outcome, LongAdder count) {
    FunctionCounter.builder("ingestion.events", count, LongAdder::sum)
        .tag("event.type", type)
        .tag("outcome", outcome)
        .register(meters);
  }
}
