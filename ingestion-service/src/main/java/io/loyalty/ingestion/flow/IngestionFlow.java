package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.queue.EventSource;
import io.loyalty.ingestion.queue.Message;
import io.loyalty.ingestion.queue.MessageSink;
import io.loyalty.ingestion.queue.Receipt;
import io.loyalty.ingestion.queue.Settlement;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.topic.Published;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Read me first: receive → open → validate → publish → settle.
 *
 * <p>Messages arrive from several polls; one thread takes them in the order in which they were
 * received, opens each, validates its events and hands them to the publisher, so that events of one
 * key leave in that order. When the broker has acknowledged every event of a message, or its dead
 * letter, the message is deleted. What could not be published is not deleted: the queue delivers it
 * again.
 */
final class IngestionFlow implements MessageSink {
  private final Stations stations;
  private final Outlet outlet;
  private final EventSource source;
  private final Ledger ledger;
  private final Gate gate;
  private final ExecutorService inOrder =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "flow"));

  IngestionFlow(Stations stations, Outlet outlet, EventSource source, Ledger ledger, Gate gate) {
    this.stations = stations;
    this.outlet = outlet;
    this.source = source;
    this.ledger = ledger;
    this.gate = gate;
  }

  @Override
  public boolean ready() {
    return gate.open();
  }

  @Override
  public void take(List<Message> messages) {
    for (Message message : messages) {
      ledger.messageReceived();
      inOrder.execute(() -> open(message));
    }
  }

  private void open(Message message) {
    List<Opened> opened = stations.open(message);
    MessageInWork work = new MessageInWork(message, source, opened.size());
    for (int position = 0; position < opened.size(); position++) {
      if (opened.get(position) instanceof Opened.Event event) {
        validate(event(work, position, event.envelope()), event.envelope());
      } else if (opened.get(position) instanceof Opened.Refused refused) {
        EventInWork event = event(work, position, refused);
        refuse(event, Station.OPEN, refused.reason(), null, refused.violations());
      }
    }
  }

  private void validate(EventInWork event, Envelope envelope) {
    Validated validated = stations.validate(envelope, event.message().message());
    if (validated instanceof Validated.Valid valid) {
      outlet.publish(event, valid, published -> published(event, published));
    } else if (validated instanceof Validated.Invalid invalid) {
      refuse(event, Station.VALIDATE, invalid.reason(), null, invalid.violations());
    }
  }

  /** Called by the broker's client, which must not be kept waiting. */
  private void published(EventInWork event, Published published) {
    switch (published.outcome()) {
      case ACKNOWLEDGED -> {
        gate.succeeded();
        event.published();
      }
      case RECORD_REFUSED -> refuseLater(event, published.detail());
      case FAILED -> failed(event, published);
    }
  }

  private void refuse(
      EventInWork event,
      Station station,
      String reason,
      String detail,
      List<Violation> violations) {
    DeadLetter.Rejection rejection =
        new DeadLetter.Rejection(station, Instant.now(), reason, detail, violations);
    outlet.publish(event, rejection, published -> deadLettered(event, published));
  }

  private void refuseLater(EventInWork event, String detail) {
    try {
      inOrder.execute(() -> refuse(event, Station.PUBLISH, "record-refused", detail, List.of()));
    } catch (RejectedExecutionException e) {
      // The flow has ended: the queue delivers the message again.
      event.failed();
    }
  }

  private void deadLettered(EventInWork event, Published published) {
    if (published.outcome() == Published.Outcome.ACKNOWLEDGED) {
      gate.succeeded();
      event.deadLettered();
    } else {
      failed(event, published);
    }
  }

  private void failed(EventInWork event, Published published) {
    gate.failed(published.detail());
    event.failed();
  }

  @Override
  public void settled(Receipt receipt, Settlement settlement) {
    ledger.messageSettled(settlement);
  }

  /** Gives up what has not been opened yet; the queue delivers it again. */
  void abandon() {
    inOrder.shutdownNow();
  }

  private EventInWork event(MessageInWork work, int position, Envelope envelope) {
    Envelope.Attributes attributes = envelope.attributes();
    EventInWork event =
        new EventInWork(
            work,
            position,
            attributes,
            new DeadLetter.Original(envelope.event(), false),
            ledger.events(attributes.type()));
    event.received();
    return event;
  }

  private EventInWork event(MessageInWork work, int position, Opened.Refused refused) {
    EventInWork event =
        new EventInWork(
            work,
            position,
            null,
            new DeadLetter.Original(refused.original(), refused.wholeMessage()),
            ledger.events(Ledger.UNKNOWN));
    event.received();
    return event;
  }
}
