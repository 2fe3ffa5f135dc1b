package io.loyalty.benchmarks.sqs;

import java.util.BitSet;

/**
 * One queue: how many messages wait, and which are received. Nothing is delivered twice: a
 * visibility timeout never ends. Not thread-safe.
 */
final class StubQueue {
  private final BitSet received = new BitSet();
  private int loaded;
  private int next;
  private int inFlight;

  void load(int messages) {
    loaded += messages;
  }

  /** Receives up to so many messages, which are numbered from {@code next() - received}. */
  int receive(int most) {
    int count = Math.min(most, loaded - next);
    received.set(next, next + count);
    next += count;
    inFlight += count;
    return count;
  }

  /** Whether a message of that number was in work. */
  boolean delete(long number) {
    if (number < 0 || number >= next || !received.get((int) number)) {
      return false;
    }
    received.clear((int) number);
    inFlight--;
    return true;
  }

  /** The number of the next message. */
  int next() {
    return next;
  }

  int waiting() {
    return loaded - next;
  }

  int inFlight() {
    return inFlight;
  }
}
