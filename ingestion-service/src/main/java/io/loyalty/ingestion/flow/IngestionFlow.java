package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.recovery.Recovery;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
  private static final Duration SHORTEST_END = Duration.ofSeconds(1);

  private final OrderedPublisher publisher;
  private final Map<String, String> failing = new ConcurrentHashMap<>();
  private final Ledger ledger;
  private final Gate gate;
  private final RefusalBreaker breaker;
  private final LiveTraffic live;
  private final RedriveTraffic redrives;
  private final GroupOrder groups = new GroupOrder();
  private final ScheduledThreadPoolExecutor inOrder =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "flow"));
  private volatile boolean isEnding;

  IngestionFlow(
      Stations stations,
      OutgoingRecords records,
      Recovery recovery,
      Ledger ledger,
      OrderedPublisher publisher,
      Gate gate,
      RefusalBreaker breaker) {
    this.ledger = ledger;
    this.publisher = publisher;
    this.gate = gate;
    this.breaker = breaker;
    this.live = new LiveTraffic(stations, records, ledger, publisher, breaker, this::later);
    this.redrives = new RedriveTraffic(stations, records, recovery, publisher, this::later);
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
    begin(messages, live);
  }

  /** Returns the sink for redrives, which take the same steps on the same thread. */
  @Override
  public MessageSink ofRedrives() {
    return redrives.sink(gate::open, messages -> begin(messages, redrives));
  }

  private void begin(List<Message> messages, Traffic traffic) {
    List<Message> admitted = messages.stream().filter(groups::admit).toList();
    // One task for all: thousands of tasks a second cost more than the work in them.
    inOrder.execute(() -> admitted.forEach(message -> openTimed(message, traffic)));
  }

  /** Opens a message; the next one is opened even if this one fails. */
  private void openTimed(Message message, Traffic traffic) {
    if (isEnding) {
      giveBack(message);
      return;
    }
    try {
      traffic.opening(() -> open(message, traffic));
    } catch (RuntimeException | StackOverflowError e) {
      unexpected("opening", message, e);
      giveBack(message);
    }
  }

  private void open(Message message, Traffic traffic) {
    List<Opened> opened = traffic.open(message);
    MessageInWork work = new MessageInWork(message, traffic, this::settle, opened.size());
    for (int position = 0; position < opened.size(); position++) {
      Opened each = opened.get(position);
      EventInWork event = EventInWork.of(work, position, each);
      traffic.received(event);
      isolated(
          event,
          each.match(
              found -> () -> validate(event, found.envelope()),
              refused ->
                  () ->
                      traffic.refused(
                          event, Station.OPEN, refused.reason(), refused.violations())));
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

  private static void validate(EventInWork event, Envelope envelope) {
    Traffic traffic = event.message().traffic();
    Runnable next =
        traffic
            .validate(envelope, event.message().message())
            .match(
                valid -> () -> traffic.valid(event, valid),
                invalid ->
                    () ->
                        traffic.refused(
                            event, Station.VALIDATE, invalid.reason(), invalid.violations()));
    next.run();
  }

  /** Runs a step of an event on the flow's thread; once that has ended, the event fails. */
  private void later(EventInWork event, Runnable step) {
    try {
      inOrder.execute(() -> isolated(event, step));
    } catch (RejectedExecutionException e) {
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
  private void settle(MessageInWork ended, boolean isSafe) {
    Message message = ended.message();
    if (isSafe) {
      try {
        ended.traffic().safe(message);
        message.receipt().acknowledge();
      } catch (RuntimeException e) {
        unexpected("deleting", message, e);
        giveBack(message);
        return;
      }
      groups.next(message).ifPresent(next -> openLater(next, ended.traffic()));
    } else {
      giveBack(message);
    }
  }

  private void openLater(Message message, Traffic traffic) {
    try {
      inOrder.execute(() -> openTimed(message, traffic));
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

  /**
   * Returns why no dead letters are redriven now, while live traffic goes on; empty if they are.
   */
  Optional<String> redriveFault() {
    return redrives.fault();
  }

  /** Waits until nothing is in work; returns false if the time runs out. */
  boolean awaitIdle(Duration time) throws InterruptedException {
    long began = System.nanoTime();
    return ledger.awaitIdle(time)
        && redrives.inWork().awaitIdle(time.minusNanos(System.nanoTime() - began));
  }

  /** Returns how many refused events the breaker keeps; empty if it is closed. */
  OptionalInt keptRefusals() {
    return breaker.kept();
  }

  /** Writes the dead letters of the events that the breaker kept, and receives again. */
  int release() {
    List<RefusalBreaker.Refusal> kept = breaker.release();
    inOrder.execute(() -> kept.forEach(RefusedEvents::write));
    return kept.size();
  }

  /** Gives up the events that are held, once nothing is received any more. */
  void giveUpHeld() {
    breaker.giveUp();
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
   * Waits until every received message has been settled, {@code patience} at the longest, but at
   * least a second: the polls may have used up the grace period. The publisher must be closed;
   * otherwise the flow's thread may block in it for ever.
   */
  void end(Duration patience) throws InterruptedException {
    Duration longest = patience.compareTo(SHORTEST_END) < 0 ? SHORTEST_END : patience;
    inOrder.shutdown();
    if (!inOrder.awaitTermination(longest.toNanos(), TimeUnit.NANOSECONDS)) {
      inOrder.shutdownNow();
    }
  }
}
