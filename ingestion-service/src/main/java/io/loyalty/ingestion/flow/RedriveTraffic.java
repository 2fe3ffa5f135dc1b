package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.CandidateContract;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.recovery.Recovery;
import io.loyalty.ingestion.recovery.RedriveOutcome;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Redrive;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.topic.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what dead letters that come back lead to: the outcome of each event becomes a resolution.
 * In a dry run nothing else is written; else a valid event is published first, and its resolution
 * follows when the broker has acknowledged it. What is refused again is no new dead letter: the old
 * one stays open. Neither ledger nor breaker nor drift see any of it. Thread-safe.
 */
final class RedriveTraffic implements Traffic {
  private static final Logger log = LoggerFactory.getLogger(RedriveTraffic.class);

  private final Stations stations;
  private final OutgoingRecords records;
  private final Recovery recovery;
  private final OrderedPublisher publisher;
  private final BiConsumer<EventInWork, Runnable> later;
  private final InWork inWork = new InWork();
  private volatile String fault;

  /** {@code later} does a step of an event on the flow's thread. */
  RedriveTraffic(
      Stations stations,
      OutgoingRecords records,
      Recovery recovery,
      OrderedPublisher publisher,
      BiConsumer<EventInWork, Runnable> later) {
    this.stations = stations;
    this.records = records;
    this.recovery = recovery;
    this.publisher = publisher;
    this.later = later;
  }

  /** Takes the messages of the source, and hands them to {@code begin}. */
  MessageSink sink(BooleanSupplier ready, Consumer<List<Message>> begin) {
    return new MessageSink() {
      @Override
      public boolean ready() {
        return ready.getAsBoolean();
      }

      @Override
      public void take(List<Message> messages) {
        inWork.taken(messages.size());
        begin.accept(messages);
      }

      @Override
      public void settled(Settlement settlement) {
        inWork.settled();
      }

      @Override
      public void failing(String source, String reason) {
        fault = "%s can't be read: %s".formatted(source, reason);
      }

      @Override
      public void recovered(String source) {
        fault = null;
      }
    };
  }

  InWork inWork() {
    return inWork;
  }

  /** Why dead letters can't be redriven at the moment, if so. */
  Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  @Override
  public List<Opened> open(Message message) {
    try {
      return recovery.open(message, stations::open);
    } catch (RuntimeException | StackOverflowError e) {
      return List.of(Stations.unexpected("open", message, e));
    }
  }

  @Override
  public Validated validate(Envelope envelope, Message message) {
    String text = message.redrive().candidate();
    if (text == null) {
      return stations.validate(envelope, message);
    }
    CandidateContract candidate = recovery.candidate(text);
    return candidate.masked(
        stations.with(candidate.validator()).validate(envelope, message), envelope);
  }

  @Override
  public void received(EventInWork event) {}

  @Override
  public void valid(EventInWork event, Validated.Valid valid) {
    if (redrive(event).isDryRun()) {
      resolve(event, RedriveOutcome.WOULD_PASS, null);
    } else {
      publisher.send(records.of(event, valid), published -> published(event, published));
    }
  }

  @Override
  public void refused(
      EventInWork event, Station station, String reason, List<Violation> violations) {
    refuse(event, station, reason, null, violations);
  }

  @Override
  public void failed(EventInWork event) {}

  @Override
  public void safe(Message message) {}

  /** Called by the broker's client, which must not be kept waiting. */
  private void published(EventInWork event, Published published) {
    switch (published.outcome()) {
      case ACKNOWLEDGED ->
          later.accept(event, () -> resolve(event, RedriveOutcome.PUBLISHED, null));
      case RECORD_REFUSED ->
          later.accept(
              event,
              () ->
                  refuse(event, Station.PUBLISH, "record-refused", published.detail(), List.of()));
      case TOPIC_REFUSED, FAILED -> event.failed();
    }
  }

  private void refuse(
      EventInWork event,
      Station station,
      String reason,
      String detail,
      List<Violation> violations) {
    resolve(
        event,
        redrive(event).isDryRun() ? RedriveOutcome.WOULD_FAIL : RedriveOutcome.REFUSED_AGAIN,
        new DeadLetter.Rejection(station, Instant.now(), reason, detail, violations));
  }

  private void resolve(EventInWork event, RedriveOutcome outcome, DeadLetter.Rejection why) {
    Message message = event.message().message();
    if (!message.redrive().isKnown()) {
      log.warn(
          "The record {} of {} names no redrive or no dead letter; it is skipped.",
          message.receipt().messageId(),
          message.receipt().source());
      recovery.skipped();
      event.safe();
      return;
    }
    publisher.send(
        recovery.resolution(message.redrive(), event.position(), event.attributes(), outcome, why),
        told -> {
          if (told.outcome() == Published.Outcome.ACKNOWLEDGED) {
            recovery.resolved(outcome);
            event.safe();
          } else {
            event.failed();
          }
        });
  }

  private static Redrive redrive(EventInWork event) {
    return event.message().message().redrive();
  }
}
