package io.loyalty.client.consumption;

import java.util.List;

/**
 * What a reconciliation found.
 *
 * @param unaccounted records of all partitions that nothing accounts for
 * @param unproven records or rows of all partitions that could not be checked
 * @param partitions each partition
 */
public record ReconciliationResult(long unaccounted, long unproven, List<Partition> partitions) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public ReconciliationResult {
    partitions = List.copyOf(partitions);
  }

  /** Returns whether all that there is could be read, and nothing is unaccounted for. */
  public boolean isProof() {
    return unaccounted == 0 && partitions.stream().allMatch(each -> each.reason() == null);
  }

  /**
   * One partition; {@code missing} are the offsets of the first that are unaccounted for, of which
   * the service does not list all. {@code reason} is why records could not be read, or null.
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
    /** An absent list is an empty one. */
    public Partition {
      missing = missing == null ? List.of() : List.copyOf(missing);
    }
  }
}
