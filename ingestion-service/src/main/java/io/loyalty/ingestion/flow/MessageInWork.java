package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.Message;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Follows the events of one message, and settles the message when the last of them has ended.
 * Thread-safe.
 */
final class MessageInWork {
  private final Message message;
  private final Traffic traffic;
  private final End end;
  private final AtomicInteger open;
  private volatile boolean failed;

  /** Settles a message when all its events have ended. */
  interface End {
    /** Settles the message; {@code isSafe} if the outcome of every event of it is on a topic. */
    void of(MessageInWork message, boolean isSafe);
  }

  /** Creates a message with this number of events, at least one. */
  MessageInWork(Message message, Traffic traffic, End end, int events) {
    this.message = message;
    this.traffic = traffic;
    this.end = end;
    this.open = new AtomicInteger(events);
  }

  Message message() {
    return message;
  }

  /** Returns what decides where the outcomes of its events go. */
  Traffic traffic() {
    return traffic;
  }

  void eventSafe() {
    end();
  }

  void eventFailed() {
    failed = true;
    end();
  }

  private void end() {
    if (open.decrementAndGet() == 0) {
      end.of(this, !failed);
    }
  }
}
