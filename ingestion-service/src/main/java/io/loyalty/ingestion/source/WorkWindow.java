package io.loyalty.ingestion.source;

/**
 * Limits the messages in work, by number and by size. Since the size of a message is known only
 * once it is received, the size may exceed its limit by the messages of the polls in flight.
 * Thread-safe.
 */
public final class WorkWindow {
  private final int maxMessages;
  private final long maxBytes;
  private int messages;
  private long bytes;

  /** Creates a window in which nothing is in work. */
  public WorkWindow(WorkLimits limits) {
    this.maxMessages = limits.maxMessages();
    this.maxBytes = limits.maxSize().toBytes();
  }

  /**
   * Returns this number of messages, or a quarter of the window: a poll for all of it would wait
   * for the last.
   */
  public int atMost(int count) {
    return Math.max(1, Math.min(count, maxMessages / 4));
  }

  /** Reserves room for the messages of a poll; returns false if there is none. */
  public synchronized boolean reserve(int count) {
    if (messages + count > maxMessages || bytes >= maxBytes) {
      return false;
    }
    messages += count;
    return true;
  }

  /** Replaces a reservation by the messages that the poll received. */
  public synchronized void fill(int reserved, int count, long size) {
    messages += count - reserved;
    bytes += size;
  }

  /** Releases a settled message of this size. */
  public synchronized void release(int size) {
    messages--;
    bytes -= size;
  }

  /** Returns the messages in work and those that polls in flight may receive. */
  public synchronized int messages() {
    return messages;
  }
}
