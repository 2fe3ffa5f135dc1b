package io.loyalty.ingestion.source.redrive;

import io.loyalty.ingestion.source.Backoff;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.WorkWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of redrives and hands over its records, as far as the window has room. A consumer
 * that fails is replaced after a pause. One thread runs it; receipts are settled by any.
 */
final class RedriveReading implements Runnable, RedriveReceipt.Settling {
  private static final Logger log = LoggerFactory.getLogger(RedriveReading.class);
  private static final int BATCH = 100;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration BEFORE_AGAIN = Duration.ofSeconds(2);
  private static final Duration FOR_CLOSING = Duration.ofSeconds(2);

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final WorkWindow window;
  private final long commitNanos;
  private final Clock clock;
  private final MessageSink sink;
  private final Queue<RedriveReceipt> givenBack = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch handsOverNothing = new CountDownLatch(1);
  private final CountDownLatch close = new CountDownLatch(1);
  private final Backoff pause = new Backoff(stop);
  private long committedAt = System.nanoTime();
  private boolean isFailing;

  RedriveReading(
      String topic,
      Supplier<Consumer<byte[], byte[]>> consumers,
      WorkWindow window,
      Duration commitInterval,
      Clock clock,
      MessageSink sink) {
    this.topic = topic;
    this.consumers = consumers;
    this.window = window;
    this.commitNanos = commitInterval.toNanos();
    this.clock = clock;
    this.sink = sink;
  }

  /** Returns once nothing further is handed over; what was can still be settled. */
  void stop() throws InterruptedException {
    stop.countDown();
    handsOverNothing.await();
  }

  /** Lets it commit what is settled, and end. */
  void close() {
    stop.countDown();
    close.countDown();
  }

  @Override
  public void run() {
    try {
      while (close.getCount() > 0) {
        if (isToStop()) {
          // Without a consumer there is nothing to commit any more.
          return;
        }
        read();
      }
    } finally {
      handsOverNothing.countDown();
    }
  }

  private void read() {
    Consumer<byte[], byte[]> consumer = null;
    try {
      consumer = consumers.get();
      Assignment assignment = new Assignment(consumer);
      consumer.subscribe(List.of(topic), assignment);
      while (close.getCount() > 0) {
        step(consumer, assignment);
      }
      assignment.commitNow(consumer.assignment());
    } catch (KafkaException e) {
      failed("%s (%s)".formatted(e.getMessage(), e.getClass().getSimpleName()));
    } catch (RuntimeException e) {
      // A thread that ended would go unnoticed.
      log.error("Unexpected error while reading topic {}; reading it again.", topic, e);
      failed(e.getClass().getSimpleName());
    } finally {
      end(consumer);
    }
  }

  private void step(Consumer<byte[], byte[]> consumer, Assignment assignment) {
    boolean isFull = true;
    if (isToStop()) {
      handsOverNothing.countDown();
    } else {
      takeBack(assignment);
      isFull = !handOver(assignment);
    }
    if (System.nanoTime() - committedAt >= commitNanos) {
      committedAt = System.nanoTime();
      assignment.commit();
    }
    if (isFull) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    consumer.poll(isFull ? LOOK_AGAIN : IDLE).forEach(assignment::read);
    recovered(consumer);
  }

  /** What was given back comes again after a pause: no fault goes away at once. */
  private void takeBack(Assignment assignment) {
    List<RedriveReceipt> back = new ArrayList<>();
    for (RedriveReceipt each = givenBack.poll(); each != null; each = givenBack.poll()) {
      back.add(each);
    }
    if (!back.isEmpty()) {
      pause.await(BEFORE_AGAIN);
      assignment.again(back);
    }
  }

  /** Hands over what waits; answers whether nothing is left of it. */
  private boolean handOver(Assignment assignment) {
    while (!assignment.waiting().isEmpty()) {
      int room = window.atMost(Math.min(BATCH, assignment.waiting().size()));
      if (isToStop() || !sink.ready() || !window.reserve(room)) {
        return false;
      }
      hand(batch(assignment, room));
    }
    return true;
  }

  private List<Message> batch(Assignment assignment, int room) {
    List<Message> messages = new ArrayList<>(room);
    Instant now = clock.instant();
    long bytes = 0;
    while (messages.size() < room && bytes < BATCH_BYTES && !assignment.waiting().isEmpty()) {
      Assignment.Delivery next = assignment.waiting().poll();
      messages.add(message(next, now));
      bytes += next.record().body().length;
    }
    window.fill(room, messages.size(), bytes);
    return messages;
  }

  private Message message(Assignment.Delivery next, Instant now) {
    RedriveRecord record = next.record();
    return new Message(
        new RedriveReceipt(this, record, now, next.count()),
        null,
        record.body(),
        Map.of(),
        record.redrive());
  }

  private void hand(List<Message> messages) {
    try {
      sink.take(messages);
    } catch (RuntimeException e) {
      log.error("Unexpected error while handing over redrives; handing them over again.", e);
      messages.forEach(message -> message.receipt().giveBack());
    }
  }

  @Override
  public void acknowledge(RedriveReceipt receipt) {
    receipt.record().place().settled(receipt.record().offset());
    settled(receipt, Settlement.DELETED);
  }

  @Override
  public void giveBack(RedriveReceipt receipt) {
    givenBack.add(receipt);
    settled(receipt, Settlement.RETURNED);
  }

  private void settled(RedriveReceipt receipt, Settlement settlement) {
    sink.settled(settlement);
    // Last: the next record may be handed over as soon as there is room.
    window.release(receipt.bytes());
  }

  private void failed(String phrase) {
    if (isToStop()) {
      return;
    }
    sink.failing(topic, phrase);
    if (!isFailing) {
      isFailing = true;
      log.warn(
          "Topic {} can't be read: {}. Dead letters are not redriven until it can; trying again.",
          topic,
          phrase);
    }
    pause.afterFault();
  }

  private void recovered(Consumer<byte[], byte[]> consumer) {
    if (isFailing && reads(consumer)) {
      isFailing = false;
      pause.reset();
      sink.recovered(topic);
      log.info("Topic {} can be read again.", topic);
    }
  }

  /**
   * A lag is the proof: a poll answers nothing while the broker is away or forbids to read, too.
   */
  private static boolean reads(Consumer<byte[], byte[]> consumer) {
    return consumer.groupMetadata().generationId() >= 0
        && consumer.assignment().stream()
            .allMatch(partition -> consumer.currentLag(partition).isPresent());
  }

  private static void end(Consumer<byte[], byte[]> consumer) {
    if (consumer == null) {
      return;
    }
    try {
      consumer.close(CloseOptions.timeout(FOR_CLOSING));
    } catch (KafkaException e) {
      log.debug("The consumer of redrives did not close in order.", e);
    }
  }

  private boolean isToStop() {
    return stop.getCount() == 0;
  }
}
