package io.loyalty.ingestion.source.sqs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many long polls run: one more after each that came back full, so twice as many in a round in
 * which all did; one fewer after each that was less than half full, since every request costs; half
 * as many after one that brought nothing or failed; one at least. An idle queue is so asked once
 * per wait time. Thread-safe.
 */
final class PollCount {
  private final int most;
  private int wanted = 1;

  PollCount(int most) {
    this.most = most;
  }

  /**
   * Waits for that long unless the poll of this number, from 0, is wanted; answers whether it is.
   */
  synchronized boolean isWanted(int number, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (number >= wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        // Only stopping interrupts, and whoever waits here looks at the latch next.
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** A poll brought so many messages. */
  synchronized void brought(int messages) {
    if (messages >= Receiver.BATCH && wanted < most) {
      wanted++;
      notifyAll();
    } else if (messages == 0) {
      wanted = Math.max(1, wanted / 2);
    } else if (messages < Receiver.BATCH / 2) {
      wanted = Math.max(1, wanted - 1);
    }
  }

  /** Ends the waits of all that are not wanted: they have nothing more to wait for. */
  synchronized void end() {
    wanted = most;
    notifyAll();
  }

  synchronized int wanted() {
    return wanted;
  }
}
