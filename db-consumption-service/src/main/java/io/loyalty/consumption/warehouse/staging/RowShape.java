package io.loyalty.consumption.warehouse.staging;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the columns of one table that rows of one writer schema fill, as a composite type of this
 * session. Rows of it stand in a column of the shared table that has the same name as the type.
 * Immutable.
 */
public final class RowShape {
  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), atttypid::bigint
      FROM pg_attribute
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped""";

  /** Says that a column is missing, as the server itself would. */
  private static final String UNDEFINED_COLUMN = "42703";

  private final int number;
  private final String table;
  private final List<String> columns;
  private final List<Type> types;

  private record Type(String sql, int oid) {}

  private RowShape(int number, String table, List<String> columns, List<Type> types) {
    this.number = number;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.types = List.copyOf(types);
  }

  /**
   * Takes the types of the columns from the table as it is, so that a row is accepted or refused as
   * by the table.
   *
   * @param number tells it from the other shapes of the session
   * @param table the table, with its schema
   * @param columns the columns, in the order in which rows have them
   * @throws SQLException if the table or one of the columns is missing
   */
  public static RowShape read(Connection connection, int number, String table, List<String> columns)
      throws SQLException {
    Map<String, Type> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, table);
      try (ResultSet each = statement.executeQuery()) {
        while (each.next()) {
          // An OID has no sign, and PostgreSQL reads the same 32 bits.
          found.put(each.getString(1), new Type(each.getString(2), (int) each.getLong(3)));
        }
      }
    }
    List<Type> types = new ArrayList<>();
    for (String column : columns) {
      Type type = found.get(column);
      if (type == null) {
        throw new SQLException(
            "column %s of %s does not exist".formatted(column, table), UNDEFINED_COLUMN);
      }
      types.add(type);
    }
    return new RowShape(number, table, columns, types);
  }

  /** Returns what tells it from the other shapes of the session. */
  public int number() {
    return number;
  }

  /** Returns the table. */
  public String table() {
    return table;
  }

  /** Returns the name of the type, and of the column of the shared table. */
  public String name() {
    return "row_" + number;
  }

  /** Returns the OIDs of the columns' types. */
  int[] oids() {
    return types.stream().mapToInt(Type::oid).toArray();
  }

  /** Creates the type. */
  public String createType() {
    List<String> fields = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      fields.add(columns.get(column) + " " + types.get(column).sql());
    }
    return "CREATE TYPE pg_temp.%s AS (%s)".formatted(name(), String.join(", ", fields));
  }

  /** Moves its rows from the shared table into the table. */
  public String insert() {
    return "INSERT INTO %s (%s) SELECT %s FROM pg_temp.%s s WHERE shape = %d"
        .formatted(
            table,
            String.join(", ", columns),
            "(s.%1$s).%2$s".formatted(name(), String.join(", (s.%s).".formatted(name()), columns)),
            SharedRows.TABLE,
            number);
  }
}
