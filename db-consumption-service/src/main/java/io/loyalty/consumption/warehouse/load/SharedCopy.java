package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.warehouse.staging.RowShape;
import io.loyalty.consumption.warehouse.staging.SharedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the rows of several topics with one COPY into a table of the session, and one round trip
 * that moves them into their tables. So a batch with few rows of each of many topics takes as many
 * round trips as one of a single topic. For one connection at a time; not thread-safe.
 */
final class SharedCopy {
  private final Map<Columns, RowShape> shapes = new HashMap<>();

  private record Columns(String table, List<String> names) {
    static Columns of(CopyRows rows) {
      return new Columns(rows.table().name().toString(), rows.columns());
    }
  }

  /** Creates what the rows of these topics need, once for each connection, outside transactions. */
  void prepare(Connection connection, List<TopicLoad> loads) throws SQLException {
    for (CopyRows rows : rows(loads)) {
      Columns columns = Columns.of(rows);
      if (!shapes.containsKey(columns)) {
        RowShape shape = RowShape.read(connection, shapes.size(), columns.table(), columns.names());
        String place = shapes.isEmpty() ? SharedRows.create(shape) : SharedRows.add(shape);
        try (Statement statement = connection.createStatement()) {
          statement.execute(shape.createType() + "; " + place);
        }
        shapes.put(columns, shape);
      }
    }
  }

  /**
   * Inserts the rows of prepared topics, parents first.
   *
   * @throws SQLException if any table refuses a row; the transaction can't go on then
   */
  void write(Connection connection, List<TopicLoad> loads) throws SQLException {
    SharedRows shared = new SharedRows();
    rows(loads).forEach(rows -> shared.add(shapes.get(Columns.of(rows)), rows));
    byte[] bytes = shared.bytes();
    TopicWriter.copy(
        connection, "pg_temp." + SharedRows.TABLE, shared.columns(), bytes, bytes.length);
    try (Statement statement = connection.createStatement()) {
      Map<RowShape, Integer> expected = shared.counts();
      statement.execute(
          expected.keySet().stream().map(RowShape::insert).collect(Collectors.joining("; ")));
      for (var each : expected.entrySet()) {
        check(each.getKey(), each.getValue(), statement.getUpdateCount());
        statement.getMoreResults();
      }
    }
  }

  /** Drops what was created, so that it is made anew as the tables are then. */
  void drop(Connection connection) throws SQLException {
    if (shapes.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "DROP TABLE pg_temp.%s; DROP TYPE %s"
              .formatted(
                  SharedRows.TABLE,
                  shapes.values().stream()
                      .map(shape -> "pg_temp." + shape.name())
                      .collect(Collectors.joining(", "))));
    }
    shapes.clear();
  }

  /** Expects another connection, which has none of it. */
  void forget() {
    shapes.clear();
  }

  private static void check(RowShape shape, int rows, int inserted) throws SQLException {
    if (inserted != rows) {
      throw new SQLException(
          "%s: of %d rows to write, only %d are inserted".formatted(shape.table(), rows, inserted),
          "XX001");
    }
  }

  private static List<CopyRows> rows(List<TopicLoad> loads) {
    return loads.stream()
        .map(TopicLoad::batch)
        .flatMap(batch -> Stream.of(batch.parents(), batch.children()))
        .flatMap(List::stream)
        .toList();
  }
}
