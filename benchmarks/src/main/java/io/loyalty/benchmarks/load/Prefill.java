package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fills a table's partition with copies of kept rows, so that a load finds it as large as
 * requested.
 *
 * @param statements the statements in the warehouse
 * @param keys the primary keys of the tables
 * @param columns the columns that the contract names
 */
record Prefill(Statements statements, PrimaryKeys keys, ContractColumns columns) {
  private static final int POOL = 20_000;

  /** Replaces the rows by rows of the milliseconds before the first record. */
  void fill(TableName table, String kept, long rows) throws SQLException {
    List<String> names = columns.of(table);
    String values =
        names.stream()
            .map(
                name ->
                    switch (name) {
                      case "event_id" -> "gen_random_uuid()";
                      case "occurred_at" ->
                          "timestamptz '%s' - (%d - i) * interval '1 millisecond'"
                              .formatted(SampleRecords.FIRST, rows);
                      default -> "r." + name;
                    })
            .collect(Collectors.joining(", "));
    statements.run("SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
    // The indexes are built once at the end, which is faster than row by row.
    List<String> indexes = dropIndexes(table);
    keys.drop(table);
    statements.run("TRUNCATE " + table);
    statements.run(
        "INSERT INTO %s (%s, kafka_partition, kafka_offset) SELECT %s, r.kafka_partition, i FROM generate_series(0, %d) i JOIN %s r ON r.kafka_partition = 0 AND r.kafka_offset = i %% %d"
            .formatted(table, String.join(", ", names), values, rows - 1, kept, POOL));
    keys.add(table);
    for (String each : indexes) {
      statements.run(each);
    }
    statements.run("VACUUM ANALYZE " + table);
  }

  /** Drops the indexes except the key's; returns the statements that create them again. */
  private List<String> dropIndexes(TableName table) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    try (PreparedStatement statement =
        statements
            .connection()
            .prepareStatement(
                "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ?::regclass AND NOT indisprimary")) {
      statement.setString(1, table.toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
          definitions.add(rows.getString(2).replace(" ON ONLY ", " ON "));
        }
      }
    }
    for (String name : names) {
      statements.run("DROP INDEX " + name);
    }
    return definitions;
  }
}
