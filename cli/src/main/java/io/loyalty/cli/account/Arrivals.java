package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the warehouse at one moment, or came between two.
 *
 * @param byType by event type; all other types are {@code unknown}
 * @param refusedBefore events that are the same dead letter once more; their type isn't known
 */
public record Arrivals(Map<String, Arrived> byType, Arrived refusedBefore) {
  /** Where events are counted whose type isn't in the contract or can't be read. */
  public static final String UNKNOWN = "unknown";

  /** The totals that consumption reports. */
  public static Arrivals of(ConsumptionStatus status) {
    Map<String, Arrived> byType = new TreeMap<>();
    Arrived again = Arrived.NOTHING;
    for (ConsumptionStatus.Topic topic : status.topics()) {
      if (topic.ofDeadLetters()) {
        // What is new here is counted by its event type below.
        again = new Arrived(0, topic.duplicates(), topic.conflicts(), 0);
      } else {
        byType.put(
            topic.eventType(),
            new Arrived(topic.inserted(), topic.duplicates(), topic.conflicts(), 0));
      }
    }
    byType.put(UNKNOWN, Arrived.NOTHING);
    for (ConsumptionStatus.DeadLetterCount refused : status.deadLetters()) {
      String named = refused.eventType() == null ? UNKNOWN : refused.eventType();
      String type = byType.containsKey(named) ? named : UNKNOWN;
      byType.merge(type, new Arrived(0, 0, 0, refused.count()), Arrived::plus);
    }
    return new Arrivals(byType, again);
  }

  /** What came since an earlier moment. */
  public Arrivals since(Arrivals baseline) {
    Map<String, Arrived> fresh = new TreeMap<>();
    byType.forEach(
        (type, now) ->
            fresh.put(type, now.minus(baseline.byType.getOrDefault(type, Arrived.NOTHING))));
    return new Arrivals(fresh, refusedBefore.minus(baseline.refusedBefore));
  }

  /** All of it. */
  public Arrived total() {
    return byType.values().stream().reduce(refusedBefore, Arrived::plus);
  }

  Arrived of(String type) {
    return byType.getOrDefault(type, Arrived.NOTHING);
  }
}
