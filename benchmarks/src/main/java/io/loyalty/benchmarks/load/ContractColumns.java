package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the columns that the contract names from the tables that the service has created. */
final class ContractColumns {
  private static final String READ =
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = ? AND table_name = ?
        AND column_name NOT IN ('kafka_partition', 'kafka_offset', 'loaded_at', 'checks_failed')
      ORDER BY ordinal_position""";

  private final Connection connection;
  private final Map<TableName, List<String>> known = new HashMap<>();

  ContractColumns(Connection connection) {
    this.connection = connection;
  }

  /** Returns the columns of a table, which must exist before the first call. */
  List<String> of(TableName table) throws SQLException {
    List<String> columns = known.get(table);
    if (columns == null) {
      columns = read(table);
      known.put(table, columns);
    }
    return columns;
  }

  private List<String> read(TableName table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, table.schema());
      statement.setString(2, table.name());
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    }
  }
}
