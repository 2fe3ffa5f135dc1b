package io.loyalty.consumption.load;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells how a partition of ours stands: waiting for its place, being read, or held. Not
 * thread-safe.
 */
final class PartitionState {
  private enum Standing {
    UNPLACED,
    READING,
    HELD
  }

  private final PartitionId id;
  private Standing standing = Standing.UNPLACED;
  private PartitionLog log;
  private Span span = Span.ENDLESS;
  private long loadedTo;
  private OptionalInt epoch = OptionalInt.empty();
  private Hold hold;
  private Instant retryAt = Instant.MIN;

  PartitionState(PartitionId id) {
    this.id = id;
  }

  PartitionId id() {
    return id;
  }

  /** Drops its place: what the warehouse has decides again. What is held stays so. */
  void unplace() {
    if (standing == Standing.READING) {
      standing = Standing.UNPLACED;
    }
  }

  /** It is read from here. */
  void read(Placement.Read from) {
    standing = Standing.READING;
    log = new PartitionLog(from.topicId(), OptionalInt.empty());
    span = from.span();
    loadedTo = from.from();
    epoch = from.position().leaderEpoch();
    retryAt = Instant.MIN;
  }

  /** It is read no further, for a while; answers whether the reason is a new one. */
  boolean hold(Hold because, Instant until) {
    boolean isNew = !because.equals(hold);
    standing = Standing.HELD;
    hold = because;
    retryAt = until;
    return isNew;
  }

  boolean isReading() {
    return standing == Standing.READING;
  }

  boolean isHeld() {
    return standing == Standing.HELD;
  }

  boolean isDue(Instant now) {
    return standing == Standing.UNPLACED || (isHeld() && !now.isBefore(retryAt));
  }

  /** A record, or a hole, of this epoch was passed. */
  void passed(OptionalInt leaderEpoch) {
    epoch = leaderEpoch;
  }

  /** It is in the warehouse up to here; answers whether it was held for a reason before. */
  boolean loaded(long to) {
    loadedTo = to;
    log = new PartitionLog(log.topicId(), epoch);
    boolean wasHeld = isReading() && hold != null;
    if (wasHeld) {
      hold = null;
    }
    return wasHeld;
  }

  PartitionLog log() {
    return new PartitionLog(log.topicId(), epoch);
  }

  /** The offsets that are loaded of it. */
  Span span() {
    return span;
  }

  long loadedTo() {
    return loadedTo;
  }

  /** Why nothing of it is loaded; also while it is tried again, until something of it is loaded. */
  Optional<Hold> hold() {
    return Optional.ofNullable(hold);
  }
}
