package io.loyalty.ingestion.recovery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counts the events of dead letters that came back, by their outcome. Thread-safe. */
final class RedriveCounts {
  private static final String NAME = "ingestion.redrive.events";
  private static final String OUTCOME = "outcome";

  private final Map<RedriveOutcome, Counter> counters = new EnumMap<>(RedriveOutcome.class);
  private final Counter skipped;

  RedriveCounts(MeterRegistry meters) {
    for (RedriveOutcome outcome : RedriveOutcome.values()) {
      counters.put(outcome, meters.counter(NAME, OUTCOME, outcome.code()));
    }
    skipped = meters.counter(NAME, OUTCOME, "skipped");
  }

  void resolved(RedriveOutcome outcome) {
    counters.get(outcome).increment();
  }

  void skipped() {
    skipped.increment();
  }
}
