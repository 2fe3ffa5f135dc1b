package io.loyalty.client.consumption;

import java.util.List;

/**
 * Holds the result of a reconciliation.
 *
 * @param unaccounted the number of records, in all partitions, without a row, duplicate, conflict
 *     or dead letter
 * @param unproven the number of records or rows, in all partitions, that could not be checked
 * @param partitions each partition
 */
public record ReconciliationResult(long unaccounted, long unproven, List<Partition> partitions) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public ReconciliationResult {
    partitions = List.copyOf(partitions);
  }

  /** Returns whether every record could be checked and none is unaccounted for. */
  public boolean isProof() {
    return unaccounted == 0 && partitions.stream().allMatch(each -> each.reason() == null);
  }

  /**
   * Describes one partition; {@code missing} lists the first offsets that are unaccounted for, up
   * to a limit. {@code reason} states why records could not be read, or is null.
   */
  public record Partition(
      String eventType,
      String topic,
      int partition,
      String depth,
      long logStart,
      long logEnd,
      long nextOffset,
      long records,
      long rows,
      long duplicates,
      long conflicts,
      long deadLettered,
      long holes,
      long expired,
      long lost,
      long givenUp,
      long rowsGone,
      long unledgered,
      long surplus,
      long repeated,
      long unproven,
      String reason,
      boolean childrenProven,
      long unaccounted,
      List<Long> missing) {
    /** Replaces an absent list by an empty one. */
    public Partition {
      missing = missing == null ? List.of() : List.copyOf(missing);
    }
  }
}
