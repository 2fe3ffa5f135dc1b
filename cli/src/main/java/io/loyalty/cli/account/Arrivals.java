package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the events in the warehouse at one moment, or those that arrived between two moments.
 *
 * @param byType counts by event type; all other types are {@code unknown}
 * @param refusedBefore events that repeat a dead letter; their type is not known
 * @param derived counts by event type of the events that nobody sent: stages derived them
 */
public record Arrivals(
    Map<String, Arrived> byType, Arrived refusedBefore, Map<String, Arrived> derived) {
  /** Dead letters of this station were on a topic of events. */
  private static final String LOAD = "load";

  /** Events are counted under this name if their type is not in the contract or cannot be read. */
  public static final String UNKNOWN = "unknown";

  /**
   * Returns the totals that db-consumption-service reports.
   *
   * @param taken the event types that ingestion-service takes; all others are derived
   */
  public static Arrivals of(ConsumptionStatus status, Set<String> taken) {
    Map<String, Arrived> byType = new TreeMap<>();
    Map<String, Arrived> derived = new TreeMap<>();
    Arrived again = Arrived.NOTHING;
    for (ConsumptionStatus.Topic topic : status.topics()) {
      if (topic.ofDeadLetters()) {
        // New dead letters are counted by event type below.
        again = new Arrived(0, topic.duplicates(), topic.conflicts(), 0);
      } else if (!topic.ofResolutions()) {
        Map<String, Arrived> counts = taken.contains(topic.eventType()) ? byType : derived;
        counts.put(
            topic.eventType(),
            new Arrived(topic.inserted(), topic.duplicates(), topic.conflicts(), 0));
      }
    }
    byType.put(UNKNOWN, Arrived.NOTHING);
    for (ConsumptionStatus.DeadLetterCount refused : status.deadLetters()) {
      String named = refused.eventType() == null ? UNKNOWN : refused.eventType();
      if (derived.containsKey(named) && refused.station().equals(LOAD)) {
        derived.merge(named, arrived(refused), Arrived::plus);
      } else {
        // A derived type that came by the queue was sent, and is refused like one that is unknown.
        byType.merge(byType.containsKey(named) ? named : UNKNOWN, arrived(refused), Arrived::plus);
      }
    }
    return new Arrivals(byType, again, derived);
  }

  /** A dead letter that was closed without a redrive stays one in the account. */
  private static Arrived arrived(ConsumptionStatus.DeadLetterCount refused) {
    return new Arrived(refused.loaded(), 0, 0, refused.count() + refused.resolved());
  }

  /** Returns the arrivals since an earlier moment. */
  public Arrivals since(Arrivals baseline) {
    return new Arrivals(
        minus(byType, baseline.byType),
        refusedBefore.minus(baseline.refusedBefore),
        minus(derived, baseline.derived));
  }

  private static Map<String, Arrived> minus(
      Map<String, Arrived> counts, Map<String, Arrived> earlier) {
    Map<String, Arrived> fresh = new TreeMap<>();
    counts.forEach(
        (type, now) -> fresh.put(type, now.minus(earlier.getOrDefault(type, Arrived.NOTHING))));
    return fresh;
  }

  /** Returns the sum over all event types that are sent. */
  public Arrived total() {
    return byType.values().stream().reduce(refusedBefore, Arrived::plus);
  }

  Arrived of(String type) {
    return byType.getOrDefault(type, Arrived.NOTHING);
  }
}
