package io.loyalty.ingestion.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The long polls: each a thread that receives whenever the sink is ready and the window has room. A
 * fault makes its poll back off and go on. Thread-safe.
 */
final class Polling {
  private static final Logger log = LoggerFactory.getLogger(Polling.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration BEFORE_ABORT = Duration.ofSeconds(1);

  private final Receiver receiver;
  private final WorkWindow window;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Map<Integer, String> faults = new ConcurrentHashMap<>();
  private List<Thread> threads = List.of();

  Polling(Receiver receiver, WorkWindow window) {
    this.receiver = receiver;
    this.window = window;
  }

  synchronized void start(int polls, MessageSink sink) {
    threads =
        IntStream.range(0, polls)
            .mapToObj(number -> new Thread(() -> poll(number, sink), "poll-" + number))
            .toList();
    threads.forEach(Thread::start);
  }

  /**
   * Ends the polls. One that finds messages ends by itself and hands them over; one that waits at
   * an empty queue is aborted. The order matters: what SQS sends to an aborted poll stays invisible
   * until its timeout.
   */
  synchronized void stop() {
    stop.countDown();
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

  Optional<String> fault() {
    return faults.values().stream().findAny();
  }

  private void poll(int number, MessageSink sink) {
    Pause pause = new Pause(stop);
    while (stop.getCount() > 0) {
      if (!sink.ready() || !window.reserve(Receiver.BATCH)) {
        pause.await(LOOK_AGAIN);
        continue;
      }
      List<Message> messages = List.of();
      try {
        messages = receiver.receive();
        if (faults.remove(number) != null) {
          log.info("The queue can be read again.");
        }
        pause.reset();
      } catch (AbortedException e) {
        log.debug("A poll was ended.", e);
      } catch (SdkException e) {
        if (stop.getCount() > 0 && faults.put(number, SqsFaults.phrase(e)) == null) {
          log.warn("The queue can't be read: {}. Trying again.", SqsFaults.phrase(e));
        }
      } finally {
        window.fill(
            Receiver.BATCH,
            messages.size(),
            messages.stream().mapToLong(message -> message.receipt().bytes()).sum());
      }
      if (!messages.isEmpty()) {
        sink.take(messages);
      }
      if (faults.containsKey(number)) {
        pause.afterFault();
      }
    }
  }
}
