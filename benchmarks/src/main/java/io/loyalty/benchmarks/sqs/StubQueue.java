package io.loyalty.benchmarks.sqs;

import java.util.BitSet;

/**
 * Counts the waiting and received messages of one queue. A visibility timeout never ends, so no
 * message is delivered twice. Not thread-safe.
 */
final class StubQueue {
  private final BitSet received = new BitSet();
  private int loaded;
  private int next;
  private int inFlight;

  void load(int messages) {
    loaded += messages;
  }

  /** Receives up to this number of messages, which are numbered from {@code next() - received}. */
  int receive(int most) {
    int count = Math.min(most, loaded - next);
    received.set(next, next + count);
    next += count;
    inFlight += count;
    return count;
  }

  /** Deletes a message; returns whether it was in flight. */
  boolean delete(long number) {
    if (number < 0 || number >= next || !received.get((int) number)) {
      return false;
    }
    received.clear((int) number);
    inFlight--;
    return true;
  }

  /** Returns the number of the next message. */
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
