package io.loyalty.consumption.load;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.topic.ReachableLogs;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Where a partition is read, or why it is not. A case for each {@link #match} function. */
public sealed interface Placement {
  /** Calls the function of its case. */
  void match(Consumer<Read> read, Consumer<Held> held, Runnable ended);

  /** Why the partition is held, if it is. */
  default Optional<Hold> hold() {
    return Optional.empty();
  }

  /**
   * The partition is read.
   *
   * @param topicId Kafka's id of the topic
   * @param from the offset from which on everything is accounted for
   * @param position the first position that is still in the log
   * @param span the offsets that are loaded
   */
  record Read(UUID topicId, long from, LogPosition position, Span span) implements Placement {
    @Override
    public void match(Consumer<Read> read, Consumer<Held> held, Runnable ended) {
      read.accept(this);
    }
  }

  /**
   * The partition is held, and placed again after a while.
   *
   * @param why the reason
   */
  record Held(Hold why) implements Placement {
    @Override
    public void match(Consumer<Read> read, Consumer<Held> held, Runnable ended) {
      held.accept(this);
    }

    @Override
    public Optional<Hold> hold() {
      return Optional.of(why);
    }
  }

  /** All of the partition is loaded. */
  record Ended() implements Placement {
    @Override
    public void match(Consumer<Read> read, Consumer<Held> held, Runnable ended) {
      ended.run();
    }
  }

  /** Holds a partition whose log Kafka does not have, or has not within reach. */
  static Placement heldWithoutLog(PartitionId id, ReachableLogs logs) {
    return logs.leaderless().contains(id)
        ? new Held(Hold.leaderless())
        : held(HoldCode.NO_SUCH_PARTITION, "Kafka has no such partition");
  }

  /** Holds the partition. */
  static Placement held(HoldCode code, String reason) {
    return new Held(new Hold(code, reason));
  }
}
