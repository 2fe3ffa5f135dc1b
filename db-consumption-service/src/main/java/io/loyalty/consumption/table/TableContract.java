package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.schemas.contract.TableName;
import io.loyalty.schemas.contract.TablePartition;
import java.util.List;
import java.util.Optional;

/**
 * Describes a table of the warehouse as it follows from an Avro record.
 *
 * @param name schema and table
 * @param doc what a row of it is
 * @param columns the columns that the record fills, in the order of its fields; of a child table,
 *     first the parent's key and {@code position}
 * @param key names of the primary key's columns, in order
 * @param partition how the table is range-partitioned on {@code occurred_at}; empty: not at all
 * @param children one table for each array of records
 */
public record TableContract(
    TableName name,
    String doc,
    List<Column> columns,
    List<String> key,
    Optional<TablePartition> partition,
    List<TableContract> children) {
  /** The column of an event's own table that names the checks which the event fails. */
  public static final String CHECKS_FAILED = "checks_failed";

  /** Keeps unmodifiable copies of the lists. */
  public TableContract {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    children = List.copyOf(children);
  }

  /**
   * Returns the index of the column {@code occurred_at}; -1 if the table has no such column of type
   * timestamptz.
   */
  public int occurredAt() {
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).name().equals("occurred_at")) {
        return columns.get(column).type().kind() == ColumnType.Kind.TIMESTAMPTZ ? column : -1;
      }
    }
    return -1;
  }

  /** Returns the types of the key's columns, in the order of the key. */
  public List<ColumnType> keyTypes() {
    return key.stream()
        .map(
            name ->
                columns.stream()
                    .filter(column -> column.name().equals(name))
                    .map(Column::type)
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  /**
   * The table that the records of an event type are loaded into, with its child tables.
   *
   * @throws InvalidContractException when PostgreSQL has no place for a field: a type without a
   *     column, a name that is too long, or a default that is no value of its column
   */
  public static TableContract of(EventType type) {
    return new TableMapping(type).table();
  }
}
