package io.loyalty.ingestion.source;

/**
 * Bounds what is in work, by messages and by bytes. As the size of a message is known only when it
 * is there, bytes may exceed their bound by what the polls under way bring. Thread-safe.
 */
public final class WorkWindow {
  private final int maxMessages;
  private final long maxBytes;
  private int messages;
  private long bytes;

  /** Nothing is in work yet. */
  public WorkWindow(WorkLimits limits) {
    this.maxMessages = limits.maxMessages();
    this.maxBytes = limits.maxSize().toBytes();
  }

  /** So many messages, or a quarter of the window: a poll of all of it would wait for the last. */
  public int atMost(int count) {
    return Math.max(1, Math.min(count, maxMessages / 4));
  }

  /** Reserves room for a poll's messages, or answers false. */
  public synchronized boolean reserve(int count) {
    if (messages + count > maxMessages || bytes >= maxBytes) {
      return false;
    }
    messages += count;
    return true;
  }

  /** Turns a reservation into what the poll brought. */
  public synchronized void fill(int reserved, int count, long size) {
    messages += count - reserved;
    bytes += size;
  }

  /** A message of so many bytes is settled. */
  public synchronized void release(int size) {
    messages--;
    bytes -= size;
  }

  /** Messages in work, and those that polls under way may bring. */
  public synchronized int messages() {
    return messages;
  }
}
