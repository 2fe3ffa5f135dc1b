package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.Settlement;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts messages and events since the start. These equations hold at rest, and within moments at
 * any time:
 *
 * <pre>
 * messages: received = deleted + returned + in work
 * events:   received = published + dead-lettered + returned + in work
 * </pre>
 *
 * <p>A message counts as returned when its source delivers it again: an event of it could not be
 * published, or its receipt had expired when it was to be deleted. Events in work belong to
 * messages in work. The same counts are metrics: {@code ingestion.messages} (tag {@code outcome})
 * and {@code ingestion.events} (tags {@code event.type} and {@code outcome}). Thread-safe.
 */
public final class Ledger {
  /** Stands for the type of an event that states no known type. */
  public static final String UNKNOWN = "unknown";

  private final Map<String, EventCounts> events = new TreeMap<>();
  private final LongAdder received = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final LongAdder returned = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final Drift drift;
  private final Timer opened;
  private final Timer delay;
  private final InWork inWork = new InWork();

  /** Creates the counts of these event types. */
  public Ledger(Collection<String> eventTypes, MeterRegistry meters) {
    eventTypes.forEach(type -> events.put(type, new EventCounts(type, meters)));
    events.put(UNKNOWN, new EventCounts(UNKNOWN, meters));
    meter(meters, "received", received);
    meter(meters, "deleted", deleted);
    meter(meters, "returned", returned);
    meter(meters, "expired", expired);
    drift = new Drift(meters);
    opened = meters.timer("ingestion.messages.open");
    delay = meters.timer("ingestion.messages.delay");
    Gauge.builder("ingestion.messages.in.work", this, Ledger::inWork).register(meters);
  }

  /** Returns the current counts. */
  public Totals totals() {
    return new Totals(
        new MessageTotals(received.sum(), deleted.sum(), returned.sum(), inWork()),
        events.values().stream().map(EventCounts::totals).toList());
  }

  /** Returns the counts of fields that the contracts don't know, by event type and path. */
  public List<UnknownFieldCount> unknownFields() {
    return drift.counts();
  }

  /** Returns the counter of unknown fields. */
  Drift drift() {
    return drift;
  }

  /** Measures the time of opening a message and validating its events. */
  void opening(Runnable work) {
    opened.record(work);
  }

  /** Records that all events of a message are on Kafka, and how long ago it was sent. */
  void messageSafe(Duration sentAgo) {
    delay.record(sentAgo.isNegative() ? Duration.ZERO : sentAgo);
  }

  synchronized void messagesReceived(int count) {
    received.add(count);
    inWork.taken(count);
  }

  synchronized void messageSettled(Settlement settlement) {
    switch (settlement) {
      case DELETED -> deleted.increment();
      case RETURNED -> returned.increment();
      case EXPIRED -> {
        returned.increment();
        expired.increment();
      }
    }
    inWork.settled();
  }

  long inWork() {
    return inWork.count();
  }

  /** Waits until no message is in work; returns false if the time runs out. */
  boolean awaitIdle(Duration time) throws InterruptedException {
    return inWork.awaitIdle(time);
  }

  /** Returns the counts of an event type, or of {@link #UNKNOWN}. */
  EventCounts events(String type) {
    EventCounts counts = type == null ? null : events.get(type);
    return counts == null ? events.get(UNKNOWN) : counts;
  }

  private static void meter(MeterRegistry meters, String outcome, LongAdder count) {
    FunctionCounter.builder("ingestion.messages", count, LongAdder::sum)
        .tag("outcome", outcome)
        .register(meters);
  }

  /** Holds all counts. */
  public record Totals(MessageTotals messages, List<EventTotals> events) {}

  /** Holds the counts of messages. */
  public record MessageTotals(long received, long deleted, long returned, long inWork) {}

  /**
   * Holds the counts of one event type; {@code redelivered} counts the events of messages that were
   * delivered again.
   */
  public record EventTotals(
      String eventType,
      long received,
      long published,
      long deadLettered,
      long redelivered,
      long returned) {}

  /**
   * Counts events with a field that their contract does not know.
   *
   * @param path the place as a JSON Pointer with {@code *} for an index and {@code ***} for a name
   *     that may be data itself; {@code others} for places that are not counted apart
   */
  public record UnknownFieldCount(String eventType, String path, long count) {}
}
