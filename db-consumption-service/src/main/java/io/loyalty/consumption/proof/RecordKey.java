package io.loyalty.consumption.proof;

import java.util.List;

/**
 * The key that a record's row has, and how many child rows it comes with.
 *
 * @param offset the record's offset
 * @param values the values of the key's columns, as PostgreSQL reads them from text
 * @param children how many rows of each child table, in the contract's order
 */
record RecordKey(long offset, List<String> values, List<Long> children) {}
