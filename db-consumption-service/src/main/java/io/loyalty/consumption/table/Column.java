package io.loyalty.consumption.table;

import io.loyalty.schemas.contract.PersonalData;
import java.util.List;
import java.util.Optional;

/**
 * Describes one column of a table.
 *
 * @param name the column
 * @param path the fields that lead to its value in the Avro record, outermost first; empty for
 *     {@code position}
 * @param type its PostgreSQL type
 * @param nullable whether it may be null
 * @param notes what else the contract says of it
 */
public record Column(
    String name, List<String> path, ColumnType type, boolean nullable, Notes notes) {
  /** Keeps an unmodifiable copy of the path. */
  public Column {
    path = List.copyOf(path);
  }

  /**
   * What the contract says of a column beside its type.
   *
   * @param comment the column comment
   * @param sqlDefault the Avro default as an SQL expression
   * @param personal what it says of a person
   * @param perDelivery whether it differs between deliveries of the same event, and so says nothing
   *     about a conflict
   * @param lookup whether events are looked up by it
   */
  public record Notes(
      String comment,
      Optional<String> sqlDefault,
      PersonalData personal,
      boolean perDelivery,
      boolean lookup) {}
}
