package io.loyalty.ingestion.queue;

/**
 * Bounds what is in work, by messages and by bytes. As the size of a message is known only when it
 * is there, bytes may exceed their bound by what the polls under way bring. Thread-safe.
 */
final class WorkWindow {
  private final int maxMessages;
  private final long maxBytes;
  private int messages;
  private long bytes;

  WorkWindow(int maxMessages, long maxBytes) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  /** So many messages, or a quarter of the window: a poll of all of it would wait for the last. */
  int atMost(int count) {
    return Math.max(1, Math.min(count, maxMessages / 4));
  }

  /** Reserves room for a poll's messages, or answers false. */
  synchronized boolean reserve(int count) {
    if (messages + count > maxMessages || bytes >= maxBytes) {
      return false;
    }
    messages += count;
    return true;
  }

  /** Turns a reservation into what the poll brought. */
  synchronized void fill(int reserved, int count, long size) {
    messages += count - reserved;
    bytes += size;
  }

  synchronized void release(Receipt receipt) {
    messages--;
    bytes -= receipt.bytes();
  }

  synchronized int messages() {
    return messages;
  }
}
