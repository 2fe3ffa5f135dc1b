package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.topic.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Publishes the valid events of live traffic, makes dead letters of refused ones, and counts both
 * in the ledger.
 */
final class LiveTraffic implements Traffic {
  private final Stations stations;
  private final OutgoingRecords records;
  private final Ledger ledger;
  private final OrderedPublisher publisher;
  private final RefusalBreaker breaker;
  private final RefusedEvents refusals;
  private final BiConsumer<EventInWork, Runnable> later;

  /** {@code later} runs a step of an event on the flow's thread. */
  LiveTraffic(
      Stations stations,
      OutgoingRecords records,
      Ledger ledger,
      OrderedPublisher publisher,
      RefusalBreaker breaker,
      BiConsumer<EventInWork, Runnable> later) {
    this.stations = stations;
    this.records = records;
    this.ledger = ledger;
    this.publisher = publisher;
    this.breaker = breaker;
    this.refusals = new RefusedEvents(records, publisher, breaker, ledger);
    this.later = later;
  }

  @Override
  public void opening(Runnable work) {
    ledger.opening(work);
  }

  @Override
  public List<Opened> open(Message message) {
    return stations.open(message);
  }

  @Override
  public Validated validate(Envelope envelope, Message message) {
    return stations.validate(envelope, message);
  }

  @Override
  public void received(EventInWork event) {
    counts(event).received(event.message().message().receipt().redelivered());
  }

  @Override
  public void valid(EventInWork event, Validated.Valid valid) {
    breaker.accepted();
    ledger.drift().saw(valid.eventType(), valid.unknownFields());
    publisher.send(records.of(event, valid), published -> published(event, published));
  }

  @Override
  public void refused(
      EventInWork event, Station station, String reason, List<Violation> violations) {
    refusals.refuse(event, station, reason, null, violations);
  }

  @Override
  public void failed(EventInWork event) {
    counts(event).returned();
  }

  @Override
  public void safe(Message message) {
    ledger.messageSafe(Duration.between(message.receipt().sentAt(), Instant.now()));
  }

  /** Called by the broker's client, which must not be kept waiting. */
  private void published(EventInWork event, Published published) {
    switch (published.outcome()) {
      case ACKNOWLEDGED -> {
        counts(event).published();
        event.safe();
      }
      case RECORD_REFUSED ->
          later.accept(
              event,
              () ->
                  refusals.refuse(
                      event, Station.PUBLISH, "record-refused", published.detail(), List.of()));
      case TOPIC_REFUSED, FAILED -> event.failed();
    }
  }

  private EventCounts counts(EventInWork event) {
    return ledger.events(event.type());
  }
}
