package io.loyalty.consumption.table;

import io.loyalty.schemas.catalogue.TableContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * Asks the warehouse what it holds of a topic's offsets, over a connection of its own, on which
 * nothing can be changed and a question may take long. Not thread-safe. Every question may throw
 * {@link DatabaseUnavailableException} or {@link BrokenSetupException}.
 */
public final class ProofReader implements AutoCloseable {
  private static final int FIRST_CHILD = 4;

  private final LoadConnection connection;

  /** Connects at the first question. */
  public ProofReader(
      JdbcConnectionDetails database,
      TableProperties.Timeouts timeouts,
      WarehouseIdentity identity) {
    this.connection = new LoadConnection(database, timeouts, identity, "proof");
  }

  /** The counts of every partition of the topic that was begun, by partition. */
  public Map<Integer, PartitionAccount> accounts(String topic, TableContract table) {
    return asked(
        ProofSql.account(table),
        statement -> {
          for (int parameter = 1; parameter <= 4; parameter++) {
            statement.setString(parameter, topic);
          }
          Map<Integer, PartitionAccount> accounts = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              accounts.put(rows.getInt(1), account(rows));
            }
          }
          return accounts;
        });
  }

  /** What the live load of the topic never read of what it is behind of, by partition. */
  public Map<Integer, List<LedgerGap>> gaps(String topic) {
    return asked(
        ProofSql.GAPS,
        statement -> {
          statement.setString(1, topic);
          statement.setString(2, topic);
          Map<Integer, List<LedgerGap>> gaps = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              gaps.computeIfAbsent(rows.getInt(1), partition -> new ArrayList<>())
                  .add(new LedgerGap(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
          }
          return gaps;
        });
  }

  /** The days whose rows retention has dropped from the table. */
  public List<ExpiredDays> expired(TableContract table) {
    return asked(
        ProofSql.EXPIRED,
        statement -> {
          statement.setString(1, table.name().toString());
          List<ExpiredDays> expired = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              expired.add(
                  new ExpiredDays(
                      rows.getObject(1, LocalDate.class), rows.getObject(2, LocalDate.class)));
            }
          }
          return expired;
        });
  }

  /** What somebody decided to give up of the topic as it is loaded now, by partition. */
  public Map<Integer, List<GivenUp>> givenUp(String topic) {
    return asked(
        ProofSql.GIVEN_UP,
        statement -> {
          statement.setString(1, topic);
          Map<Integer, List<GivenUp>> ranges = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              ranges
                  .computeIfAbsent(rows.getInt(1), partition -> new ArrayList<>())
                  .add(new GivenUp(rows.getLong(2), rows.getLong(3)));
            }
          }
          return ranges;
        });
  }

  /**
   * The rows of these keys.
   *
   * @param keys of each record its key, in the order of the table's key columns
   * @return the rows found, by the place of their key in {@code keys}
   */
  public Map<Integer, FoundRow> find(TableContract table, List<List<String>> keys) {
    return asked(
        ProofSql.find(table),
        statement -> {
          for (int column = 0; column < table.key().size(); column++) {
            int at = column;
            Object[] values = keys.stream().map(key -> key.get(at)).toArray();
            statement.setArray(column + 1, statement.getConnection().createArrayOf("text", values));
          }
          Map<Integer, FoundRow> found = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              List<Long> children = new ArrayList<>();
              for (int child = 0; child < table.children().size(); child++) {
                children.add(rows.getLong(FIRST_CHILD + child));
              }
              found.put(
                  rows.getInt(1) - 1, new FoundRow(rows.getInt(2), rows.getLong(3), children));
            }
          }
          return found;
        });
  }

  /** Which of these offsets are listed as conflicts. */
  public Set<Long> conflicts(UUID topicId, int partition, Collection<Long> offsets) {
    return listed(ProofSql.CONFLICTS, topicId, partition, offsets);
  }

  /** Which of these offsets are dead letters of the load. */
  public Set<Long> deadLetters(String topic, int partition, Collection<Long> offsets) {
    return listed(ProofSql.DEAD_LETTERS, topic, partition, offsets);
  }

  @Override
  public void close() {
    connection.close();
  }

  private Set<Long> listed(String sql, Object topic, int partition, Collection<Long> offsets) {
    if (offsets.isEmpty()) {
      return Set.of();
    }
    return asked(
        sql,
        statement -> {
          statement.setObject(1, topic);
          statement.setInt(2, partition);
          statement.setArray(
              3, statement.getConnection().createArrayOf("bigint", offsets.toArray()));
          Set<Long> found = new HashSet<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(rows.getLong(1));
            }
          }
          return found;
        });
  }

  private <T> T asked(String sql, Question<T> question) {
    try (PreparedStatement statement = opened().prepareStatement(sql)) {
      return question.ask(statement);
    } catch (SQLException e) {
      connection.close();
      String what = SqlFault.describe(e);
      throw SqlFault.of(e) == SqlFault.TRANSIENT
          ? new DatabaseUnavailableException("the database can't now (%s)".formatted(what), e)
          : new BrokenSetupException(
              "the database is not set up for the proof (%s)".formatted(what), e);
    }
  }

  private Connection opened() throws SQLException {
    boolean isNew = !connection.isOpen();
    Connection open = connection.opened();
    if (isNew) {
      try (Statement statement = open.createStatement()) {
        statement.execute(
            """
            SET default_transaction_read_only = on;
            SET application_name = 'db-consumption-service proof'""");
      }
    }
    return open;
  }

  private static PartitionAccount account(ResultSet row) throws SQLException {
    return new PartitionAccount(
        row.getInt(1),
        row.getObject(2, UUID.class),
        row.getLong(3),
        row.getLong(4),
        new PartitionAccount.Counts(
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11)));
  }

  @FunctionalInterface
  private interface Question<T> {
    T ask(PreparedStatement statement) throws SQLException;
  }
}
