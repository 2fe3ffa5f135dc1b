package io.loyalty.schemas.contract;

import java.util.List;
import java.util.Optional;

/**
 * Declares the warehouse tables of an event type: their names, primary key and partitions.
 * Immutable.
 *
 * @param name schema and table
 * @param keyFields the fields of the primary key, in order
 * @param partition how the tables are range-partitioned on {@code occurred_at}; empty: not
 *     partitioned
 * @param children one table for each array of records, in the order of the fields
 */
public record TableDeclaration(
    TableName name,
    List<String> keyFields,
    Optional<TablePartition> partition,
    List<ChildTable> children) {
  /** Keeps unmodifiable copies of the lists. */
  public TableDeclaration {
    keyFields = List.copyOf(keyFields);
    children = List.copyOf(children);
  }

  /**
   * Declares the table for an array of records.
   *
   * @param path the fields that lead to the array in the Avro record, outermost first
   * @param name schema and table
   */
  public record ChildTable(List<String> path, TableName name) {
    /** Keeps an unmodifiable copy of the path. */
    public ChildTable {
      path = List.copyOf(path);
    }
  }
}
