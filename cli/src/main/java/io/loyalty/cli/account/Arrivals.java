package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the events in the warehouse at one moment, or those that arrived between two moments.
 *
 * @param byType counts by event type; all other types are {@code unknown}
 * @param refusedBefore events that repeat a dead letter; their type is not known
 */
public record Arrivals(Map<String, Arrived> byType, Arrived refusedBefore) {
  /** Events are counted under this name if their type is not in the contract or cannot be read. */
  public static final String UNKNOWN = "unknown";

  /** Returns the totals that db-consumption-service reports. */
  public static Arrivals of(ConsumptionStatus status) {
    Map<String, Arrived> byType = new TreeMap<>();
    Arrived again = Arrived.NOTHING;
    for (ConsumptionStatus.Topic topic : status.topics()) {
      if (topic.ofDeadLetters()) {
        // New dead letters are counted by event type below.
        again = new Arrived(0, topic.duplicates(), topic.conflicts(), 0);
      } else if (!topic.ofResolutions()) {
        byType.put(
            topic.eventType(),
            new Arrived(topic.inserted(), topic.duplicates(), topic.conflicts(), 0));
      }
    }
    byType.put(UNKNOWN, Arrived.NOTHING);
    for (ConsumptionStatus.DeadLetterCount refused : status.deadLetters()) {
      String named = refused.eventType() == null ? UNKNOWN : refused.eventType();
      String type = byType.containsKey(named) ? named : UNKNOWN;
      byType.merge(type, arrived(refused), Arrived::plus);
    }
    return new Arrivals(byType, again);
  }

  /** A dead letter that was closed without a redrive stays one in the account. */
  private static Arrived arrived(ConsumptionStatus.DeadLetterCount refused) {
    return new Arrived(refused.loaded(), 0, 0, refused.count() + refused.resolved());
  }

  /** Returns the arrivals since an earlier moment. */
  public Arrivals since(Arrivals baseline) {
    Map<String, Arrived> fresh = new TreeMap<>();
    byType.forEach(
        (type, now) ->
            fresh.put(type, now.minus(baseline.byType.getOrDefault(type, Arrived.NOTHING))));
    return new Arrivals(fresh, refusedBefore.minus(baseline.refusedBefore));
  }

  /** Returns the sum over all event types. */
  public Arrived total() {
    return byType.values().stream().reduce(refusedBefore, Arrived::plus);
  }

  Arrived of(String type) {
    return byType.getOrDefault(type, Arrived.NOTHING);
  }
}
