package io.loyalty.consumption.warehouse.tables;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Describes a table as it is or should be.
 *
 * @param name the schema and name
 * @param comment its description
 * @param columns its columns in order
 * @param key the primary key's columns, in order
 * @param partitioning the partitioning, such as {@code RANGE (occurred_at)}; empty: none
 * @param indexes the indexes besides the primary key's, such as {@code brin (loaded_at)}
 */
record TableShape(
    String name,
    String comment,
    List<ColumnShape> columns,
    List<String> key,
    String partitioning,
    Set<String> indexes) {
  TableShape {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    indexes = Set.copyOf(indexes);
  }

  Map<String, ColumnShape> byName() {
    return columns.stream().collect(Collectors.toMap(ColumnShape::name, Function.identity()));
  }
}
