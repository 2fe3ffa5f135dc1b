package io.loyalty.endtoend.warehouse;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Describes a table that the load fills from a topic.
 *
 * @param name the schema and name
 * @param key the columns of its key
 * @param eventType the event type of the topic
 * @param parent the table whose child it is
 */
record WarehouseTable(
    String name, List<String> key, String eventType, Optional<WarehouseTable> parent) {
  private static final String POSITION = "position";

  /**
   * Returns all event tables in the database's catalogue, and the two of dead letters, parents
   * before children.
   */
  public static List<WarehouseTable> all(Warehouse warehouse) throws SQLException {
    List<WarehouseTable> tables = new ArrayList<>();
    for (List<String> row :
        warehouse.query(
            """
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'bi'::regnamespace AND c.relkind = 'p'
              AND NOT EXISTS (SELECT 1 FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attname = ?)
            ORDER BY 1""",
            POSITION)) {
      tables.add(
          new WarehouseTable(
              "bi." + row.get(0),
              List.of("occurred_at", "event_id"),
              row.get(0).replace('_', '-'),
              Optional.empty()));
    }
    tables.add(
        new WarehouseTable(
            "pipeline.dead_letter", List.of("dead_letter_id"), "dead-letter", Optional.empty()));
    for (WarehouseTable parent : List.copyOf(tables)) {
      for (List<String> row :
          warehouse.query(
              """
              SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
              WHERE c.relkind IN ('p', 'r') AND NOT c.relispartition AND a.attname = ?
                AND starts_with(c.oid::regclass::text, ? || '_')
              ORDER BY 1""",
              POSITION,
              parent.name())) {
        List<String> key = new ArrayList<>(parent.key());
        key.add(POSITION);
        tables.add(new WarehouseTable(row.get(0), key, parent.eventType(), Optional.of(parent)));
      }
    }
    return tables;
  }

  /** Returns the columns of the key, as a row in SQL. */
  String keyRow() {
    return "(%s)".formatted(String.join(", ", key));
  }
}
