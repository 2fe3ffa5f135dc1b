package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.Message;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A message of which events are under way. When the last one has an end, so has the message.
 * Thread-safe.
 */
final class MessageInWork {
  private final Message message;
  private final End end;
  private final AtomicInteger open;
  private volatile boolean failed;

  /** What is done when all events of a message have an end. */
  interface End {
    /**
     * Settles the message; {@code isSafe} if every event of it, or its dead letter, is on a topic.
     */
    void of(Message message, boolean isSafe);
  }

  /** Of so many events, one at least. */
  MessageInWork(Message message, End end, int events) {
    this.message = message;
    this.end = end;
    this.open = new AtomicInteger(events);
  }

  Message message() {
    return message;
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
      end.of(message, !failed);
    }
  }
}
