package io.loyalty.endtoend.warehouse;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in every table: the number of its rows, and a checksum of all their columns but {@code
 * loaded_at}, in whatever order the rows are.
 *
 * <p>Where a record came from, {@code kafka_partition} and {@code kafka_offset}, is part of it,
 * although an event may be in the log more than once: all records of an event have its key, and so
 * are in one partition, of which both the load and a replay take the first.
 */
public final class TableContents {
  private static final String CHECKSUM =
      """
      SELECT count(*) || ' rows, ' || coalesce(md5(string_agg(h, '' ORDER BY h)), 'none')
      FROM (SELECT md5((to_jsonb(t) - 'loaded_at')::text) AS h FROM %s t WHERE %s) hashed""";

  private TableContents() {}

  /** Returns the contents of all rows, by table. */
  public static Map<String, String> of(Warehouse warehouse) throws SQLException {
    return of(warehouse, table -> "true");
  }

  /**
   * Returns, by table, the rows of records that were loaded at that time. A row that was restored
   * from a later record would be missing.
   */
  public static Map<String, String> of(Warehouse warehouse, LoadedThen loaded) throws SQLException {
    return of(warehouse, loaded::condition);
  }

  private static Map<String, String> of(Warehouse warehouse, Scope scope) throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    for (WarehouseTable table : WarehouseTable.all(warehouse)) {
      contents.put(
          table.name(),
          warehouse.query(CHECKSUM.formatted(table.name(), scope.condition(table))).get(0).get(0));
    }
    return contents;
  }

  private interface Scope {
    String condition(WarehouseTable table);
  }

  /** Holds the loaded offsets of each partition at some time. */
  public record LoadedThen(String prefix, List<List<String>> offsets) {
    /** Returns what is loaded now of the topics of this programme. */
    public static LoadedThen now(String programme, Warehouse warehouse) throws SQLException {
      return new LoadedThen(
          programme + ".",
          warehouse.query("SELECT topic, partition, next_offset FROM pipeline.load_offset"));
    }

    private String condition(WarehouseTable table) {
      String before =
          offsets.stream()
              .filter(row -> row.get(0).equals(prefix + table.eventType()))
              .map(
                  row ->
                      "kafka_partition = %s AND kafka_offset < %s"
                          .formatted(row.get(1), row.get(2)))
              .collect(Collectors.joining(" OR "));
      return before.isEmpty() ? "false" : before;
    }
  }
}
