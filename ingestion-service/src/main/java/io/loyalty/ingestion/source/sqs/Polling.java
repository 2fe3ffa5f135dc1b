package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Backoff;
import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.WorkWindow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Runs the long polls of a queue. Each is a thread that receives whenever it is wanted, the sink is
 * ready and the window has room; after a fault it backs off and continues. Thread-safe.
 */
final class Polling {
  private static final Logger log = LoggerFactory.getLogger(Polling.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration UNWANTED = Duration.ofSeconds(1);
  private static final Duration BEFORE_ABORT = Duration.ofSeconds(1);

  private final Receiver receiver;
  private final QueueAddress queue;
  private final WorkWindow window;
  private final PollCount count;
  private final QueueMeters meters;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> threads;
  private volatile MessageSink sink;

  /**
   * Guards the change between failing and working; {@link #stop()} waits for polls that change it.
   */
  private final Object change = new Object();

  /** Says whether the latest poll failed. */
  private volatile boolean failing;

  Polling(Receiver receiver, QueueAddress queue, WorkWindow window, int polls, QueueMeters meters) {
    this.receiver = receiver;
    this.queue = queue;
    this.window = window;
    this.count = new PollCount(polls);
    this.meters = meters;
    this.threads =
        IntStream.range(0, polls)
            .mapToObj(number -> new Thread(() -> poll(number), "poll-%d".formatted(number)))
            .toList();
    meters.gauge("polls.wanted", count::wanted);
  }

  void start(MessageSink to) {
    sink = to;
    threads.forEach(Thread::start);
  }

  /**
   * Ends the polls, and passes on the messages that they still receive. A poll of an empty queue
   * ends when SQS responds, after the wait time at the latest: a read can't be interrupted, and
   * messages that SQS sends to an abandoned poll stay invisible until their timeout.
   */
  synchronized void stop() {
    stop.countDown();
    count.end();
    long deadline = System.nanoTime() + BEFORE_ABORT.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
      }
      threads.forEach(Thread::interrupt);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll(int number) {
    Backoff pause = new Backoff(stop);
    while (stop.getCount() > 0) {
      if (!count.isWanted(number, UNWANTED) || stop.getCount() == 0) {
        continue;
      }
      if (!sink.ready() || !window.reserve(Receiver.BATCH)) {
        pause.await(LOOK_AGAIN);
        continue;
      }
      try {
        hand(receive());
        pause.reset();
      } catch (AbortedException e) {
        log.debug("A poll was ended.", e);
      } catch (SdkException e) {
        failed(SqsFaults.phrase(e));
        pause.afterFault();
      } catch (RuntimeException e) {
        // Otherwise nobody would notice a poll that ends by an unexpected error.
        log.error(
            "Unexpected error in a poll of queue {}; the queue delivers its messages again.",
            queue.name(),
            e);
        failed(e.getClass().getSimpleName());
        pause.afterFault();
      }
    }
  }

  private void hand(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    try {
      sink.take(messages);
    } catch (RuntimeException e) {
      // Otherwise the messages would stay invisible for hours to services that can handle them.
      messages.forEach(message -> message.receipt().giveBack());
      throw e;
    }
  }

  /** Runs one poll, and replaces its reservation in the window, whatever its outcome. */
  private List<Message> receive() {
    List<Message> messages = List.of();
    long began = System.nanoTime();
    try {
      messages = receiver.receive();
      meters.polled(messages.size(), began);
      count.brought(messages.size());
      succeeded();
      return messages;
    } finally {
      window.fill(
          Receiver.BATCH,
          messages.size(),
          messages.stream().mapToLong(message -> message.receipt().bytes()).sum());
    }
  }

  /**
   * Reports that the queue can be read, whichever poll succeeded: those that failed may never poll
   * again.
   */
  private void succeeded() {
    if (failing) {
      recovered();
    }
  }

  private void recovered() {
    synchronized (change) {
      if (failing) {
        failing = false;
        sink.recovered(queue.name());
        log.info("The queue {} can be read again.", queue.name());
      }
    }
  }

  private void failed(String phrase) {
    if (stop.getCount() == 0) {
      return;
    }
    count.brought(0);
    synchronized (change) {
      sink.failing(queue.name(), phrase);
      if (!failing) {
        failing = true;
        log.warn("The queue {} can't be read: {}. Trying again.", queue.name(), phrase);
      }
    }
    meters.pollFailed();
  }
}
