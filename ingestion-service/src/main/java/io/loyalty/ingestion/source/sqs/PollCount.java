package io.loyalty.ingestion.source.sqs;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Decides how many long polls run: one more after each full response, so twice as many after a
 * round of full responses; one fewer after each that was less than half full, since every request
 * costs; half as many after one that was empty or failed; at least one. So an idle queue is polled
 * once per wait time. Thread-safe.
 */
final class PollCount {
  private final int most;
  private int wanted = 1;

  PollCount(int most) {
    this.most = most;
  }

  /** Waits this long unless the poll of this number, from 0, is wanted; returns whether it is. */
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
        // Only a stop interrupts, and the caller checks the latch next.
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Records the number of messages that a poll received. */
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

  /** Ends the waits of all polls that are not wanted: they have nothing more to wait for. */
  synchronized void end() {
    wanted = most;
    notifyAll();
  }

  synchronized int wanted() {
    return wanted;
  }
}
