package io.loyalty.consumption.api;

import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.PersonalData;
import java.util.List;
import java.util.Locale;

/**
 * Holds the response of {@code GET /tables/{eventType}}.
 *
 * @param eventType the event type
 * @param table the table of its events
 * @param children the child tables, each of which has the rows of an array of records
 */
record TableView(String eventType, Table table, List<Table> children) {
  static TableView of(String eventType, TableContract table) {
    return new TableView(
        eventType, Table.of(table), table.children().stream().map(Table::of).toList());
  }

  /**
   * Describes one table.
   *
   * @param name schema and table
   * @param doc what a row of it is
   * @param columns the columns that the record fills
   */
  record Table(String name, String doc, List<Column> columns) {
    static Table of(TableContract table) {
      return new Table(
          table.name().toString(), table.doc(), table.columns().stream().map(Column::of).toList());
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
  record Column(String name, String type, boolean nullable, String personal, String comment) {
    static Column of(io.loyalty.consumption.table.Column column) {
      PersonalData personal = column.notes().personal();
      return new Column(
          column.name(),
          column.type().sql(),
          column.nullable(),
          personal == PersonalData.NONE ? null : personal.name().toLowerCase(Locale.ROOT),
          column.notes().comment());
    }
  }
}
