package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.topic.Published;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each message through the steps: receive → open → validate → publish → settle.
 *
 * <p>Messages arrive from several polls. One thread takes them in the order in which they were
 * received, opens each, validates its events and passes them to the publisher, so that events with
 * the same key are sent in that order. Of a FIFO group, one message is in work at a time. When the
 * broker has acknowledged every event of a message, or its dead letter, the message is deleted.
 * Records that can't be published now wait. Messages that are still in work when the service stops
 * are given back: their source delivers them again.
 */
final class IngestionFlow implements MessageSink {
  private static final Logger log = LoggerFactory.getLogger(IngestionFlow.class);
  private static final long RETRY_MILLIS = 250;

  private final Stations stations;
  private final OutgoingRecords records;
  private final OrderedPublisher publisher;
  private final Map<String, String> failing = new ConcurrentHashMap<>();
  private final Ledger ledger;
  private final Gate gate;
  private final RefusalBreaker breaker;
  private final RefusedEvents refusals;
  private final GroupOrder groups = new GroupOrder();
  private final ScheduledThreadPoolExecutor inOrder =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "flow"));
  private volatile boolean isEnding;

  IngestionFlow(
      Stations stations,
      OutgoingRecords records,
      Ledger ledger,
      OrderedPublisher publisher,
      Gate gate,
      RefusalBreaker breaker) {
    this.stations = stations;
    this.records = records;
    this.ledger = ledger;
    this.publisher = publisher;
    this.gate = gate;
    this.breaker = breaker;
    this.refusals = new RefusedEvents(records, publisher, breaker);
    var unused =
        inOrder.scheduleWithFixedDelay(
            this::retry, RETRY_MILLIS, RETRY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public boolean ready() {
    return gate.open();
  }

  @Override
  public void take(List<Message> messages) {
    ledger.messagesReceived(messages.size());
    List<Message> admitted = messages.stream().filter(groups::admit).toList();
    // One task for all: thousands of tasks a second cost more than the work in them.
    inOrder.execute(() -> admitted.forEach(this::openTimed));
  }

  /** Opens a message; the next one is opened even if this one fails. */
  private void openTimed(Message message) {
    if (isEnding) {
      giveBack(message);
      return;
    }
    try {
      ledger.opening(() -> open(message));
    } catch (RuntimeException | StackOverflowError e) {
      unexpected("opening", message, e);
      giveBack(message);
    }
  }

  private void open(Message message) {
    List<Opened> opened = stations.open(message);
    MessageInWork work = new MessageInWork(message, this::settle, opened.size());
    for (int position = 0; position < opened.size(); position++) {
      Opened each = opened.get(position);
      EventInWork event = EventInWork.of(work, position, each, ledger);
      event.received();
      isolated(
          event,
          each.match(
              found -> () -> validate(event, found.envelope()),
              refused ->
                  () ->
                      refusals.refuse(
                          event, Station.OPEN, refused.reason(), null, refused.violations())));
    }
  }

  /**
   * Gives the message back if a step of one event fails unexpectedly; the next event is handled.
   */
  private static void isolated(EventInWork event, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | StackOverflowError e) {
      unexpected("handling", event.message().message(), e);
      event.failed();
    }
  }

  private static void unexpected(String doing, Message message, Throwable fault) {
    log.error(
        "Unexpected {} while {} message {}; its source delivers it again.",
        FaultLocation.of(fault),
        doing,
        message.receipt().messageId());
  }

  private void validate(EventInWork event, Envelope envelope) {
    Runnable next =
        stations
            .validate(envelope, event.message().message())
            .match(
                valid -> () -> publish(event, valid),
                invalid ->
                    () ->
                        refusals.refuse(
                            event, Station.VALIDATE, invalid.reason(), null, invalid.violations()));
    next.run();
  }

  private void publish(EventInWork event, Validated.Valid valid) {
    breaker.accepted();
    ledger.drift().saw(valid.eventType(), valid.unknownFields());
    publisher.send(records.of(event, valid), published -> published(event, published));
  }

  /** Runs on the thread of Kafka's client, which must not be blocked. */
  private void published(EventInWork event, Published published) {
    switch (published.outcome()) {
      case ACKNOWLEDGED -> event.published();
      case RECORD_REFUSED -> refuseLater(event, published.detail());
      case TOPIC_REFUSED, FAILED -> event.failed();
    }
  }

  private void refuseLater(EventInWork event, String detail) {
    try {
      inOrder.execute(
          () ->
              isolated(
                  event,
                  () ->
                      refusals.refuse(
                          event, Station.PUBLISH, "record-refused", detail, List.of())));
    } catch (RejectedExecutionException e) {
      // The flow has ended: the source delivers the message again.
      event.failed();
    }
  }

  /** Catches every exception, since a task that throws is never run again. */
  private void retry() {
    try {
      publisher.retry();
    } catch (RuntimeException e) {
      log.error("Unexpected {} while resending held records; trying again.", FaultLocation.of(e));
    }
  }

  /** Settles a message; the next one of its group begins, or is given back with it. */
  private void settle(Message message, boolean isSafe) {
    if (isSafe) {
      try {
        ledger.messageSafe(Duration.between(message.receipt().sentAt(), Instant.now()));
        message.receipt().acknowledge();
      } catch (RuntimeException e) {
        unexpected("deleting", message, e);
        giveBack(message);
        return;
      }
      groups.next(message).ifPresent(this::openLater);
    } else {
      giveBack(message);
    }
  }

  private void openLater(Message message) {
    try {
      inOrder.execute(() -> openTimed(message));
    } catch (RejectedExecutionException e) {
      giveBack(message);
    }
  }

  private void giveBack(Message message) {
    message.receipt().giveBack();
    groups.removeWaiting(message).forEach(each -> each.receipt().giveBack());
  }

  @Override
  public void settled(Settlement settlement) {
    ledger.messageSettled(settlement);
  }

  @Override
  public void failing(String source, String reason) {
    failing.put(source, reason);
  }

  @Override
  public void recovered(String source) {
    failing.remove(source);
  }

  /** Returns why no source, or not each, is read now; empty if all are. */
  Optional<String> holdReason() {
    return gate.reason()
        .or(
            () ->
                failing.entrySet().stream()
                    .map(each -> "%s can't be read: %s".formatted(each.getKey(), each.getValue()))
                    .findFirst());
  }

  /** Returns why the records of a topic wait; empty if none do. */
  Optional<String> heldTopic() {
    return publisher.held().entrySet().stream()
        .map(each -> "topic %s is held: %s".formatted(each.getKey(), each.getValue()))
        .findFirst();
  }

  /** Writes the dead letters of the events that the breaker kept, and receives again. */
  int release() {
    List<RefusalBreaker.Refusal> kept = breaker.release();
    inOrder.execute(() -> kept.forEach(RefusedEvents::write));
    return kept.size();
  }

  /** Gives up the events that are held, once nothing is received any more. */
  void giveUpHeld() {
    breaker.release().forEach(RefusalBreaker.Refusal::giveUp);
    publisher.abandon();
  }

  /**
   * Gives back messages that have not been opened yet, now and from now on, and gives up events
   * that wait.
   */
  void abandon() {
    isEnding = true;
    giveUpHeld();
  }

  /**
   * Waits until every received message has been settled, {@code patience} at the longest. The
   * publisher must be closed; otherwise the flow's thread may block in it for ever.
   */
  void end(Duration patience) throws InterruptedException {
    inOrder.shutdown();
    if (!inOrder.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      inOrder.shutdownNow();
    }
  }
}
