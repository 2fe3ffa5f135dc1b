package io.loyalty.cli.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the progress of a sender. Thread-safe. */
public final class SendTally {
  private static final int LISTED = 20;

  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final List<String> faults = new ArrayList<>();

  void sent(int newMessages, int newEvents) {
    messages.addAndGet(newMessages);
    events.addAndGet(newEvents);
  }

  void refused(long line, String fault) {
    refused.incrementAndGet();
    synchronized (faults) {
      if (faults.size() < LISTED) {
        faults.add("line %d %s".formatted(line, fault));
      }
    }
  }

  /** Returns the number of messages that the queue has accepted. */
  public long messages() {
    return messages.get();
  }

  /** Returns the number of events in them. */
  public long events() {
    return events.get();
  }

  /** Returns the number of lines that could not be sent. */
  public long refused() {
    return refused.get();
  }

  /** Returns the first lines that could not be sent, each with its fault. */
  public List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }
}
