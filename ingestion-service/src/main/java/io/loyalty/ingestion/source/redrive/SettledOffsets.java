package io.loyalty.ingestion.source.redrive;

import java.util.TreeSet;

/**
 * The offset of one partition up to which everything is settled: records are settled in any order.
 * Thread-safe.
 */
final class SettledOffsets {
  private final TreeSet<Long> open = new TreeSet<>();
  private long next;
  private long committed;

  /** Nothing is taken yet; reading begins at that offset. */
  SettledOffsets(long from) {
    next = from;
    committed = from;
  }

  /** A record was taken from the topic; offsets grow. */
  synchronized void taken(long offset) {
    open.add(offset);
    next = offset + 1;
  }

  /** A record is settled. */
  synchronized void settled(long offset) {
    open.remove(offset);
  }

  /** The offset that reading has to begin with again, were it to begin now. */
  synchronized long position() {
    return open.isEmpty() ? next : open.first();
  }

  /** Whether the position is past what was committed last. */
  synchronized boolean hasMoved() {
    return position() > committed;
  }

  /** The position was committed. */
  synchronized void committed(long position) {
    committed = Math.max(committed, position);
  }
}
