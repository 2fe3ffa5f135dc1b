package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.ingestion.topic.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Sends records to their topics in the order of the calls. A topic that cannot be written until an
 * operator repairs it is held: its records wait here in order, and the first is retried until the
 * broker accepts it, while other topics are written. No record is given up before {@link #abandon}.
 * Thread-safe; {@link #send} and {@link #retry} are for the flow's thread.
 */
final class OrderedPublisher {
  private static final Logger log = LoggerFactory.getLogger(OrderedPublisher.class);
  private static final long SHORTEST_PAUSE = 500;
  private static final long LONGEST_PAUSE = 30_000;

  private final BiConsumer<OutgoingRecord, Consumer<Published>> sender;
  private final LongSupplier nanos;
  private final Map<String, Held> held = new HashMap<>();
  private long sent;
  private boolean isAbandoned;

  /**
   * Creates a publisher; {@code sender} sends one record and reports its outcome, as {@code
   * Publisher} does.
   */
  OrderedPublisher(BiConsumer<OutgoingRecord, Consumer<Published>> sender, LongSupplier nanos) {
    this.sender = sender;
    this.nanos = nanos;
  }

  private record Sending(long number, OutgoingRecord record, Consumer<Published> told) {}

  /** Holds the records of a topic that can't be written now. */
  private static final class Held {
    private final SortedMap<Long, Sending> waiting = new TreeMap<>();
    private final BackOffExecution pauses;
    private Published why;
    private long tryAt;
    private boolean isTrying;
    private boolean isTaken;

    Held() {
      ExponentialBackOff backOff = new ExponentialBackOff(SHORTEST_PAUSE, 2);
      backOff.setMaxInterval(LONGEST_PAUSE);
      pauses = backOff.start();
    }
  }

  /** Sends a record, and reports its outcome, perhaps much later and on another thread. */
  void send(OutgoingRecord record, Consumer<Published> told) {
    Sending sending;
    synchronized (this) {
      sending = new Sending(sent++, record, told);
      Held topic = held.get(record.topic());
      if (topic != null) {
        topic.waiting.put(sending.number(), sending);
        return;
      }
    }
    publish(sending);
  }

  /**
   * Retries the first record of each held topic whose backoff is over, and sends all records of
   * topics that can be written again.
   */
  void retry() {
    List<Sending> first = new ArrayList<>();
    List<Sending> rest = new ArrayList<>();
    synchronized (this) {
      held.entrySet()
          .removeIf(
              each -> {
                Held topic = each.getValue();
                if (topic.isTaken) {
                  rest.addAll(topic.waiting.values());
                  log.info(
                      "Topic {} can be written again; its waiting records are sent.",
                      each.getKey());
                } else if (!topic.isTrying && nanos.getAsLong() - topic.tryAt >= 0) {
                  topic.isTrying = true;
                  first.add(topic.waiting.remove(topic.waiting.firstKey()));
                }
                return topic.isTaken;
              });
    }
    rest.forEach(this::publish);
    first.forEach(this::publish);
  }

  /** Returns why no topic can be written; empty if that is not so. */
  synchronized Optional<String> fault() {
    return held.values().stream()
        .filter(topic -> topic.why.outcome() == Published.Outcome.FAILED)
        .map(topic -> topic.why.detail())
        .findFirst();
  }

  /** Returns by topic why its records wait. */
  synchronized Map<String, String> held() {
    Map<String, String> reasons = new TreeMap<>();
    held.forEach((topic, each) -> reasons.put(topic, each.why.detail()));
    return reasons;
  }

  /** Gives up the records that wait and, from now on, each one that fails. */
  void abandon() {
    List<Held> all;
    synchronized (this) {
      isAbandoned = true;
      all = List.copyOf(held.values());
      held.clear();
    }
    all.forEach(topic -> topic.waiting.values().forEach(sending -> tell(sending, topic.why)));
  }

  /**
   * Takes an exception of the sender for a refusal of the record: without an outcome, the record
   * would stay in work and its topic on hold for ever.
   */
  private void publish(Sending sending) {
    try {
      sender.accept(sending.record(), published -> answered(sending, published));
    } catch (RuntimeException e) {
      log.error(
          "Unexpected {} while sending a record to topic {}; the record counts as refused",
          FaultLocation.of(e),
          sending.record().topic());
      answered(
          sending,
          new Published(
              Published.Outcome.RECORD_REFUSED,
              "unexpected %s while sending".formatted(e.getClass().getSimpleName())));
    }
  }

  /** Runs on the thread of Kafka's client, which must not be blocked. */
  private void answered(Sending sending, Published published) {
    boolean isOver =
        switch (published.outcome()) {
          case ACKNOWLEDGED, RECORD_REFUSED -> {
            taken(sending.record().topic());
            yield true;
          }
          case TOPIC_REFUSED, FAILED -> !hold(sending, published);
        };
    if (isOver) {
      tell(sending, published);
    }
  }

  /** Catches every exception, since Kafka's client would ignore it. */
  private static void tell(Sending sending, Published published) {
    try {
      sending.told().accept(published);
    } catch (RuntimeException e) {
      log.error(
          "Unexpected {} after a record to topic {} was {}",
          FaultLocation.of(e),
          sending.record().topic(),
          published.outcome());
    }
  }

  private synchronized void taken(String name) {
    Held topic = held.get(name);
    if (topic != null && topic.isTrying) {
      topic.isTaken = true;
    }
  }

  /** Returns whether the record waits. */
  private synchronized boolean hold(Sending sending, Published published) {
    if (isAbandoned) {
      return false;
    }
    String name = sending.record().topic();
    Held topic = held.get(name);
    if (topic == null) {
      topic = new Held();
      held.put(name, topic);
      log.error(
          "Topic {} is held: {}. Its records wait and are retried.", name, published.detail());
    } else if (topic.why.outcome() != published.outcome()) {
      // Who mends the first reason has to learn of the second; of one kind, once is enough.
      log.error("Topic {} is still held, now since: {}.", name, published.detail());
    }
    if (topic.why == null || topic.isTrying) {
      topic.tryAt = nanos.getAsLong() + Duration.ofMillis(topic.pauses.nextBackOff()).toNanos();
    }
    topic.isTrying = false;
    topic.isTaken = false;
    topic.why = published;
    topic.waiting.put(sending.number(), sending);
    return true;
  }
}
