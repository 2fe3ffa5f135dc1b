package io.loyalty.consumption.warehouse.proof;

import io.loyalty.consumption.log.LogRange;
import io.loyalty.consumption.table.ColumnType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Counts and finds a topic's records in the warehouse over its own read-only connection with a long
 * query timeout. Not thread-safe. Every query may throw {@link DatabaseUnavailableException} or
 * {@link BrokenSetupException}.
 */
public final class ProofReader implements AutoCloseable {
  private static final int FIRST_CHILD = 5;
  private static final int FIRST_KEY = 3;

  private final ProofConnection connection;
  private final TopicAccounts accounts;
  private int cursors;
  private String openCursor;

  /** Connects at the first query. */
  public ProofReader(
      DatabaseAccess database, TableProperties.Timeouts timeouts, WarehouseIdentity identity) {
    this.connection = new ProofConnection(database, timeouts, identity);
    this.accounts = new TopicAccounts(connection);
  }

  /** Returns the account of a topic over all logs that were ever loaded. */
  public TopicAccount account(String topic, TableContract table) {
    return accounts.account(topic, table);
  }

  /**
   * Returns the rows of these logs' records in order; at most one range per partition. PostgreSQL
   * finds and sorts them before this method returns. The rows can be read until this method is
   * called again, while other queries are asked.
   */
  public OrderedRows rows(String topic, TableContract table, List<LogRange> ranges) {
    closeRows();
    String cursor = "ordered_rows_" + cursors++;
    connection.asked(
        ProofSql.orderedRows(cursor, table),
        statement -> {
          statement.setArray(1, array(statement, "integer", ranges, LogRange::partition));
          statement.setArray(2, array(statement, "uuid", ranges, LogRange::topicId));
          statement.setArray(3, array(statement, "bigint", ranges, LogRange::from));
          statement.setArray(4, array(statement, "bigint", ranges, LogRange::to));
          statement.setString(5, topic);
          return statement.execute();
        });
    openCursor = cursor;
    List<ColumnType> key = table.keyTypes();
    return new OrderedRows(() -> next(cursor, key, table.children().size()));
  }

  /** Frees what PostgreSQL keeps of the rows that were asked for last. */
  public void closeRows() {
    String cursor = openCursor;
    openCursor = null;
    if (cursor != null && connection.isOpen()) {
      connection.asked(ProofSql.closeRows(cursor), PreparedStatement::execute);
    }
  }

  private List<StoredRow> next(String cursor, List<ColumnType> key, int childTables) {
    return connection.asked(
        ProofSql.nextRows(cursor),
        statement -> {
          List<StoredRow> next = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              List<Object> values = new ArrayList<>(key.size());
              for (ColumnType type : key) {
                values.add(value(rows, FIRST_KEY + values.size(), type.kind()));
              }
              next.add(
                  new StoredRow(
                      rows.getInt(1),
                      rows.getLong(2),
                      values,
                      children(rows, FIRST_KEY + key.size(), childTables)));
            }
          }
          return next;
        });
  }

  private static Object value(ResultSet row, int at, ColumnType.Kind kind) throws SQLException {
    return switch (kind) {
      case UUID -> row.getObject(at, UUID.class);
      case TIMESTAMPTZ -> row.getObject(at, OffsetDateTime.class).toInstant();
      case BIGINT, INTEGER, SMALLINT -> row.getLong(at);
      default -> row.getString(at);
    };
  }

  private static List<Long> children(ResultSet row, int first, int tables) throws SQLException {
    List<Long> children = new ArrayList<>(tables);
    for (int child = 0; child < tables; child++) {
      children.add(row.getLong(first + child));
    }
    return children;
  }

  /**
   * Returns, by partition, the number of rows whose event has an earlier row with another time,
   * which the key cannot prevent.
   */
  public Map<Integer, Long> repeated(TableContract table) {
    return table.key().contains("event_id")
        ? connection.asked(ProofSql.repeated(table), ProofReader::counts)
        : Map.of();
  }

  /**
   * Returns the rows with these keys.
   *
   * @param keys the key of each record, in the order of the table's key columns
   * @return the rows found, by the index of their key in {@code keys}
   */
  public Map<Integer, FoundRow> find(TableContract table, List<List<Object>> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return connection.asked(
        ProofSql.find(table),
        statement -> {
          for (int column = 0; column < table.key().size(); column++) {
            int at = column;
            Object[] values =
                keys.stream().map(key -> Objects.toString(key.get(at), null)).toArray();
            statement.setArray(column + 1, statement.getConnection().createArrayOf("text", values));
          }
          Map<Integer, FoundRow> found = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.put(
                  rows.getInt(1) - 1,
                  new FoundRow(
                      rows.getInt(2),
                      rows.getLong(3),
                      rows.getObject(4, OffsetDateTime.class),
                      children(rows, FIRST_CHILD, table.children().size())));
            }
          }
          return found;
        });
  }

  /** Returns which of these offsets of the log are listed as conflicts. */
  public Set<Long> conflicts(PartitionAccount log, Collection<Long> offsets) {
    return listed(
        ProofSql.CONFLICTS,
        offsets,
        statement -> {
          statement.setObject(1, log.topicId());
          statement.setInt(2, log.partition());
          return 3;
        });
  }

  /** Returns which of these offsets of the log are dead letters of the load. */
  public Set<Long> deadLetters(String topic, PartitionAccount log, Collection<Long> offsets) {
    return listed(
        ProofSql.DEAD_LETTERS,
        offsets,
        statement -> {
          statement.setString(1, topic);
          statement.setInt(2, log.partition());
          statement.setObject(3, log.topicId());
          statement.setBoolean(4, log.isOnly());
          return 5;
        });
  }

  @Override
  public void close() {
    connection.close();
  }

  /**
   * Takes {@code log}, which sets the parameters of the log and returns the index of the offsets'
   * parameter.
   */
  private Set<Long> listed(
      String sql, Collection<Long> offsets, ProofConnection.Question<Integer> log) {
    if (offsets.isEmpty()) {
      return Set.of();
    }
    return connection.asked(
        sql,
        statement -> {
          statement.setArray(
              log.ask(statement),
              statement.getConnection().createArrayOf("bigint", offsets.toArray()));
          Set<Long> found = new HashSet<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getLong(1));
            }
          }
          return found;
        });
  }

  private static Array array(
      PreparedStatement statement,
      String type,
      List<LogRange> ranges,
      Function<LogRange, Object> value)
      throws SQLException {
    return statement.getConnection().createArrayOf(type, ranges.stream().map(value).toArray());
  }

  private static Map<Integer, Long> counts(PreparedStatement statement) throws SQLException {
    Map<Integer, Long> counts = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return counts;
  }
}
