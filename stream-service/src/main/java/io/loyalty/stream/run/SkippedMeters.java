package io.loyalty.stream.run;

import io.loyalty.events.SkippedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the events that a stage leaves out, by their type and by the reason. Thread-safe. */
final class SkippedMeters {
  private static final List<String> REASONS = List.of("LATE", "UNREADABLE", "FAILED");

  /** Stands for records of topics that the stage makes for itself, whose event is not known. */
  private static final String OWN_TOPIC = "own-topic";

  private final String stage;
  private final Map<String, String> types;
  private final MeterRegistry meters;

  /**
   * Creates the counters at zero, so that the first event is a growth, too.
   *
   * @param prefix what the names of event types' topics begin with
   * @param topics the topics that the stage reads
   */
  SkippedMeters(String stage, String prefix, Set<String> topics, MeterRegistry meters) {
    this.stage = stage;
    this.meters = meters;
    this.types =
        topics.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), topic -> topic.substring(prefix.length() + 1)));
    for (String reason : REASONS) {
      types.values().forEach(type -> counter(type, reason));
    }
  }

  /** Counts an event that is left out, whoever leaves it out. */
  void count(SkippedEvent event) {
    counter(types.getOrDefault(event.getTopic(), OWN_TOPIC), event.getReason()).increment();
  }

  private Counter counter(String type, String reason) {
    return meters.counter("stream.skipped", "stage", stage, "type", type, "reason", reason);
  }
}
