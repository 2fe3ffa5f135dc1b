package io.loyalty.consumption.warehouse.replay;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Describes a replay as the warehouse has it.
 *
 * @param id its id
 * @param standing how it stands
 * @param mode how rows go in
 * @param scope the range of records that it reads
 * @param partitions how far it is, by topic and partition
 */
public record StoredReplay(
    UUID id, Standing standing, String mode, ReplayScope scope, List<ReplayProgress> partitions) {
  /** Keeps an unmodifiable copy of the list. */
  public StoredReplay {
    partitions = List.copyOf(partitions);
  }

  /**
   * Tells how it stands.
   *
   * @param state its state
   * @param reason why it waits or has failed; otherwise null
   * @param createdAt when it was asked for
   * @param startedAt when a worker first took it; null before
   * @param endedAt when it ended; null before
   * @param speed records per second, as last measured
   */
  public record Standing(
      ReplayState state,
      String reason,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt,
      double speed) {}

  /** Returns all its records so far, by outcome. */
  public ReplayProgress.Count count() {
    return partitions.stream()
        .map(ReplayProgress::count)
        .reduce(ReplayProgress.Count.NONE, ReplayProgress.Count::plus);
  }

  /** Offsets to read in all. */
  public long offsets() {
    return partitions.stream().mapToLong(each -> each.endOffset() - each.fromOffset()).sum();
  }

  /** Offsets that are passed. */
  public long passed() {
    return partitions.stream().mapToLong(each -> each.nextOffset() - each.fromOffset()).sum();
  }
}
