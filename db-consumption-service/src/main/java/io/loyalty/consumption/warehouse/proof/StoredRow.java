package io.loyalty.consumption.warehouse.proof;

import java.util.List;

/**
 * Describes a row of a topic's table.
 *
 * @param partition the partition of the record that it was made of
 * @param offset that record's offset
 * @param key the values of the key's columns: UUID, String, Long, or Instant
 * @param children how many rows of each child table belong to it, in the contract's order
 */
public record StoredRow(int partition, long offset, List<Object> key, List<Long> children) {
  /** Keeps unmodifiable copies of the lists. */
  public StoredRow {
    key = List.copyOf(key);
    children = List.copyOf(children);
  }
}
