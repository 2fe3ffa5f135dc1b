package io.loyalty.benchmarks.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** Drops the tables' indexes for looking up single events, and restores them. Not thread-safe. */
final class LookUpIndexes {
  private static final String OF_TABLES =
      """
      SELECT indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
      FROM pg_index JOIN pg_class c ON c.oid = indexrelid
      WHERE c.relkind = 'I' AND c.relnamespace = 'bi'::regnamespace
        AND pg_get_indexdef(indexrelid) LIKE '%_bloom_ops%'""";

  private final Connection connection;
  private final Map<String, String> dropped = new LinkedHashMap<>();

  LookUpIndexes(Connection connection) {
    this.connection = connection;
  }

  void drop() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(OF_TABLES)) {
      while (rows.next()) {
        dropped.put(rows.getString(1), rows.getString(2));
      }
    }
    run("DROP INDEX IF EXISTS ", dropped.keySet());
  }

  void restore() throws SQLException {
    run("", dropped.values());
    dropped.clear();
  }

  private void run(String command, Iterable<String> objects) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : objects) {
        statement.execute(command + each);
      }
    }
  }
}
