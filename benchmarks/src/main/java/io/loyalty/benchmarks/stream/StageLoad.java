package io.loyalty.benchmarks.stream;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Describes what one stage is measured with. A new stage is a new entry of {@link #of}. */
interface StageLoad {
  /** Returns the load of the stage with this name. */
  static StageLoad of(String stage) {
    return switch (stage) {
      case "enrichment" -> new EnrichmentLoad();
      case "fraud" -> new FraudLoad();
      case "activity" -> new ActivityLoad();
      case "scorecard" -> new ScorecardLoad();
      default -> throw new IllegalArgumentException("%s is no stage".formatted(stage));
    };
  }

  /** Returns the classes of the event types that the stage reads. */
  Set<Class<? extends SpecificRecord>> inputs();

  /** Returns the class of the event type that it derives. */
  Class<? extends SpecificRecord> output();

  /**
   * Returns events without end, in the order of their times; the same ones for the same first time.
   */
  Iterator<SpecificRecord> events(Instant first);

  /** Returns the settings that the service needs for this load, each as {@code key=value}. */
  default List<String> settings() {
    return List.of();
  }

  /** Returns what the plain loop writes for an event: a record of the size of the stage's. */
  Optional<SpecificRecord> plain(SpecificRecord event);
}
