package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.queue.EventSource;
import io.loyalty.ingestion.queue.Message;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A message of which events are under way. When the last one has an end, the message is settled:
 * deleted if every event of it, or its dead letter, is safe on a topic, else given back.
 * Thread-safe.
 */
final class MessageInWork {
  private final Message message;
  private final EventSource source;
  private final AtomicInteger open;
  private volatile boolean failed;

  /** Of so many events, one at least. */
  MessageInWork(Message message, EventSource source, int events) {
    this.message = message;
    this.source = source;
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
      settle();
    }
  }

  private void settle() {
    if (failed) {
      source.giveBack(message.receipt());
    } else {
      source.delete(message.receipt());
    }
  }
}
