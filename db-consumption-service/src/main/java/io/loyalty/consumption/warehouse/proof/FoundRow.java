package io.loyalty.consumption.warehouse.proof;

import java.time.OffsetDateTime;
import java.util.List;

/**
 * Describes a row that was found by its key.
 *
 * @param partition the partition of the record that it was made of
 * @param offset that record's offset
 * @param loadedAt when it was loaded
 * @param children how many rows of each child table belong to it, in the contract's order
 */
public record FoundRow(int partition, long offset, OffsetDateTime loadedAt, List<Long> children) {
  /** Keeps an unmodifiable copy of the list. */
  public FoundRow {
    children = List.copyOf(children);
  }
}
