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
  private final Ledger ledger;

  RefusedEvents(
      OutgoingRecords records, OrderedPublisher publisher, RefusalBreaker breaker, Ledger ledger) {
    this.records = records;
    this.publisher = publisher;
    this.breaker = breaker;
    this.ledger = ledger;
  }

  /** Counts a refused event; its dead letter is written now, or when the breaker is released. */
  void refuse(
      EventInWork event,
      Station station,
      String reason,
      String detail,
      List<Violation> violations) {
    ledger.events(event.type()).refused(reason, violations);
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

  private void published(EventInWork event, Published published) {
    if (published.outcome() == Published.Outcome.ACKNOWLEDGED) {
      ledger.events(event.type()).deadLettered();
      event.safe();
    } else {
      event.failed();
    }
  }
}
