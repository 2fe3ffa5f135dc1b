package io.loyalty.consumption.batch;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.ColumnType;
import io.loyalty.consumption.table.TableContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates a table from its contract in the test's own schema, without keys, partitions and
 * migrations.
 */
record WarehouseTable(Connection connection, TableContract contract) {
  private static final String SCHEMA = "copy_rows_it";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static WarehouseTable create(Connection connection, TableContract contract) throws SQLException {
    WarehouseTable table = new WarehouseTable(connection, contract);
    String columns =
        contract.columns().stream()
            .map(
                column ->
                    column.name()
                        + " "
                        + column.type().sql()
                        + (column.nullable() ? "" : " NOT NULL"))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
      statement.execute("DROP TABLE IF EXISTS " + table.name());
      statement.execute(
          "CREATE TABLE %s (%s, kafka_partition int NOT NULL, kafka_offset bigint NOT NULL)"
              .formatted(table.name(), columns));
    }
    return table;
  }

  String name() {
    return SCHEMA + "." + contract.name().name();
  }

  void copy(CopyRows rows) throws SQLException, IOException {
    long copied =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN (FORMAT BINARY)"
                    .formatted(name(), String.join(", ", rows.columns())),
                new ByteArrayInputStream(rows.data(), 0, rows.length()));
    if (copied != rows.rows()) {
      throw new AssertionError("%d rows copied of %d".formatted(copied, rows.rows()));
    }
  }

  long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Returns all rows in the order in which they were copied. */
  List<List<Object>> select() throws SQLException {
    String expressions =
        contract.columns().stream()
            .map(WarehouseTable::expression)
            .collect(Collectors.joining(", "));
    List<List<Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s, kafka_partition, kafka_offset FROM %s ORDER BY ctid"
                    .formatted(expressions, name()))) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        int at = 1;
        for (Column column : contract.columns()) {
          row.add(value(result, at++, column.type().kind()));
        }
        row.add(result.getLong(at++));
        row.add(result.getLong(at));
        rows.add(row);
      }
    }
    return rows;
  }

  private static String expression(Column column) {
    return switch (column.type().kind()) {
      // The query uses days, because extract is not exact for such distant years.
      case TIMESTAMPTZ ->
          """
          ((%1$s AT TIME ZONE 'UTC')::date - DATE '1970-01-01')::bigint * 86400000000
          + (extract(epoch FROM (%1$s AT TIME ZONE 'UTC')::time) * 1000000)::bigint"""
              .formatted(column.name());
      case TIME -> "(extract(epoch FROM %s) * 1000000)::bigint".formatted(column.name());
      case DATE -> column.name() + " - DATE '1970-01-01'";
      case BYTEA -> "encode(%s, 'hex')".formatted(column.name());
      case JSONB -> column.name() + "::text";
      case UUID, TEXT, BIGINT, INTEGER, SMALLINT, DOUBLE_PRECISION, BOOLEAN, NUMERIC ->
          column.name();
    };
  }

  private static Object value(ResultSet result, int at, ColumnType.Kind kind) throws SQLException {
    Object value =
        switch (kind) {
          case UUID -> result.getObject(at, UUID.class);
          case TEXT, BYTEA -> result.getString(at);
          case BIGINT, INTEGER, SMALLINT, DATE, TIMESTAMPTZ, TIME -> result.getLong(at);
          case DOUBLE_PRECISION -> result.getDouble(at);
          case BOOLEAN -> result.getBoolean(at);
          case NUMERIC -> result.getBigDecimal(at);
          case JSONB -> json(result.getString(at));
        };
    return result.wasNull() ? null : value;
  }

  private static Object json(String text) {
    return text == null ? null : canonical(JSON.readValue(text, Object.class));
  }

  private static Object canonical(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> canonical = new LinkedHashMap<>();
      map.forEach((key, value) -> canonical.put(key.toString(), canonical(value)));
      return canonical;
    }
    if (json instanceof List<?> list) {
      return list.stream()
          .map(WarehouseTable::canonical)
          .collect(Collectors.toCollection(ArrayList::new));
    }
    return json instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros()
        : json;
  }
}
