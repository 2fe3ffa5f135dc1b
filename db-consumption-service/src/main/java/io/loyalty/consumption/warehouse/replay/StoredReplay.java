package io.loyalty.consumption.warehouse.replay;

import io.loyalty.consumption.warehouse.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Describes a replay as it is stored.
 *
 * @param id its id
 * @param standing its state
 * @param mode how rows are inserted
 * @param scope the range of records that it reads
 * @param partitions its progress, by topic and partition
 */
public record StoredReplay(
    UUID id, Standing standing, String mode, ReplayScope scope, List<ReplayProgress> partitions) {
  /** Keeps an unmodifiable copy of the list. */
  public StoredReplay {
    partitions = List.copyOf(partitions);
  }

  /**
   * Describes the state of a replay.
   *
   * @param state its state
   * @param reason why it waits or has failed; otherwise null
   * @param createdAt when it was requested
   * @param startedAt when a worker first took it; null before
   * @param endedAt when it ended; null before
   * @param speed records per second, as last measured
   */
  public record Standing(
      RunState state,
      String reason,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt,
      double speed) {}

  /** Returns all records so far, by outcome. */
  public ReplayProgress.Count count() {
    return partitions.stream()
        .map(ReplayProgress::count)
        .reduce(ReplayProgress.Count.NONE, ReplayProgress.Count::plus);
  }

  /** Returns the number of offsets to read. */
  public long offsets() {
    return partitions.stream().mapToLong(each -> each.endOffset() - each.fromOffset()).sum();
  }

  /** Returns the number of offsets passed so far. */
  public long passed() {
    return partitions.stream().mapToLong(each -> each.nextOffset() - each.fromOffset()).sum();
  }
}
