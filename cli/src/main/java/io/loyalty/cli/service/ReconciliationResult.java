package io.loyalty.cli.service;

import java.util.List;

/**
 * The log held against the warehouse.
 *
 * @param unaccounted records of all partitions that nothing accounts for
 * @param partitions each partition
 */
public record Reconciliation(long unaccounted, List<Partition> partitions) {
  /** Copies the list, which must be there. */
  public Reconciliation {
    partitions = List.copyOf(partitions);
  }

  /**
   * One partition; {@code missing} are the offsets of the first that are unaccounted for, of which
   * the service does not list all.
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
      boolean childrenProven,
      long unaccounted,
      List<Long> missing) {
    /** An absent list is an empty one. */
    public Partition {
      missing = missing == null ? List.of() : List.copyOf(missing);
    }
  }
}
