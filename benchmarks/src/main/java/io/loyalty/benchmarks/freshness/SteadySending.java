package io.loyalty.benchmarks.freshness;

import io.loyalty.cli.sample.SampleMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests by one schedule of a constant rate, which nothing moves: what is sent late was due
 * before, and the requests after it are due when they would have been. Not thread-safe.
 */
final class SteadySending {
  private final SentEvents events;
  private final int aSecond;
  private final long began = System.nanoTime();
  private final Deque<Future<?>> requests = new ArrayDeque<>();
  private long count;

  /** Begins the schedule now. */
  SteadySending(SentEvents events, int aSecond) {
    this.events = events;
    this.aSecond = aSecond;
  }

  /** Sends the next request once it is due. */
  void send(List<SampleMessage> batch) throws InterruptedException {
    long due = began + TimeUnit.SECONDS.toNanos(count) / aSecond;
    count += batch.size();
    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
    requests.add(events.submit(batch, due));
    while (!requests.isEmpty() && requests.peek().isDone()) {
      requireSent(requests.poll());
    }
  }

  /** Waits until all requests are sent. */
  void await() throws InterruptedException {
    while (!requests.isEmpty()) {
      requireSent(requests.poll());
    }
  }

  private static void requireSent(Future<?> request) throws InterruptedException {
    try {
      request.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("messages can't be sent", e.getCause());
    }
  }
}
