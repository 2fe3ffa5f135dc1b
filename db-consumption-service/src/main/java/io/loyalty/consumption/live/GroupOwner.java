package io.loyalty.consumption.live;

import io.loyalty.consumption.topic.GroupOffsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that one consumer group loads into one database: of two databases each would get a
 * part of the events. The committed offsets name the database; as long as members load into that
 * one, all others have to stay away. Thread-safe.
 */
public final class GroupOwner {
  private final GroupOffsets offsets;
  private final Duration patience;
  private Long contestedSince;

  /**
   * Bears with members of another database for {@code patience}: an instance that was killed stays
   * a member for a while.
   */
  public GroupOwner(GroupOffsets offsets, Duration patience) {
    this.offsets = offsets;
    this.patience = patience;
  }

  /** To whom the group belongs. */
  enum Owner {
    /** To this database, or to none yet. */
    OURS,
    /** To another one, whose members may be gone soon. */
    CONTESTED,
    /** To another one, whose members stay. */
    FOREIGN
  }

  /**
   * Asks Kafka.
   *
   * @throws io.loyalty.consumption.topic.TopicUnavailableException when it does not answer
   */
  synchronized Owner owner(String database) {
    Optional<String> named = offsets.database().filter(other -> !other.equals(database));
    if (named.isEmpty() || !offsets.loaded().contains(named.get())) {
      contestedSince = null;
      return Owner.OURS;
    }
    if (contestedSince == null) {
      contestedSince = System.nanoTime();
    }
    return System.nanoTime() - contestedSince > patience.toNanos()
        ? Owner.FOREIGN
        : Owner.CONTESTED;
  }

  /** Why the service can't load, in one sentence. */
  String refusal() {
    return "the consumer group %s loads into another database, and each of two databases would get a part of the events: give this service a consumption.warehouse.name of its own, or stop the instances that load into the other database"
        .formatted(offsets.group());
  }
}
