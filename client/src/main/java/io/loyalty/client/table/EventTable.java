package io.loyalty.client.table;

import java.util.List;

/**
 * Describes the tables of an event type, as they follow from its contract.
 *
 * @param eventType the event type
 * @param table the table of its events
 * @param children the child tables, each of which has the rows of an array of records
 */
public record EventTable(String eventType, Table table, List<Table> children) {
  /** Keeps an unmodifiable copy of the list. */
  public EventTable {
    children = List.copyOf(children);
  }

  /**
   * Describes one table.
   *
   * @param name schema and table
   * @param doc what a row of it is
   * @param columns the columns that the record fills
   */
  public record Table(String name, String doc, List<Column> columns) {
    /** Keeps an unmodifiable copy of the list. */
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Describes one column.
   *
   * @param name the column
   * @param type its PostgreSQL type
   * @param nullable whether it may be null
   * @param personal {@code direct} or {@code pseudonym}; null if it says nothing of a person
   * @param comment its comment in PostgreSQL
   */
  public record Column(
      String name, String type, boolean nullable, String personal, String comment) {}
}
