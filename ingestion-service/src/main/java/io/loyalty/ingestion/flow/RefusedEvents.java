package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.topic.Published;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes refused events as dead letters, unless the breaker keeps them. Thread-safe. */
final class RefusedEvents {
  private static final Logger log = LoggerFactory.getLogger(RefusedEvents.class);

  private final OutgoingRecords records;
  private final OrderedPublisher publisher;
  private final RefusalBreaker breaker;

  RefusedEvents(OutgoingRecords records, OrderedPublisher publisher, RefusalBreaker breaker) {
    this.records = records;
    this.publisher = publisher;
    this.breaker = breaker;
  }

  /** Counts a refused event; its dead letter is written now, or when the breaker is released. */
  void refuse(
      EventInWork event,
      Station station,
      String reason,
      String detail,
      List<Violation> violations) {
    event.refused(reason, violations);
    DeadLetter.Rejection rejection =
        new DeadLetter.Rejection(station, Instant.now(), reason, detail, violations);
    breaker.refused(
        new RefusalBreaker.Refusal() {
          @Override
          public void write() {
            publisher.send(records.of(event, rejection), told -> published(event, told));
          }

          @Override
          public void giveUp() {
            event.failed();
          }
        });
  }

  /** Writes a dead letter; if that fails unexpectedly, its message is given back. */
  static void write(RefusalBreaker.Refusal refusal) {
    try {
      refusal.write();
    } catch (RuntimeException e) {
      log.error(
          "Unexpected {} while writing a dead letter; its message is given back.",
          FaultLocation.of(e));
      refusal.giveUp();
    }
  }

  private static void published(EventInWork event, Published published) {
    if (published.outcome() == Published.Outcome.ACKNOWLEDGED) {
      event.deadLettered();
    } else {
      event.failed();
    }
  }
}
