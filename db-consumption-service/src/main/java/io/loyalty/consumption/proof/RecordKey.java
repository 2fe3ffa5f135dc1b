package io.loyalty.consumption.proof;

import java.util.List;

/**
 * Holds the key of a record's row, and the number of its child rows.
 *
 * @param offset the record's offset
 * @param values the values of the key's columns: UUID, String, Long, or Instant
 * @param children the number of rows of each child table, in the contract's order
 */
record RecordKey(long offset, List<Object> values, List<Long> children) {}
