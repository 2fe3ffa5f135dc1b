package io.loyalty.ingestion.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the messages that were taken and not settled yet. Thread-safe. */
final class InWork {
  private long count;

  synchronized void taken(int messages) {
    count += messages;
  }

  synchronized void settled() {
    count--;
    notifyAll();
  }

  synchronized long count() {
    return count;
  }

  /** Waits until no message is in work; answers whether that came true in time. */
  synchronized boolean awaitIdle(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (count > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
