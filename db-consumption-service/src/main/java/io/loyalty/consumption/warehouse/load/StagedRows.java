package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.PartitionDay;
import io.loyalty.consumption.batch.RecordRows;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.staging.KeyRows;
import io.loyalty.consumption.warehouse.staging.StagingSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Inserts rows through staging tables, which identify events that are already loaded. */
final class StagedRows {
  private final boolean merges;

  /**
   * Takes {@code merges}, which states whether missing child rows of the same record's row are
   * restored.
   */
  StagedRows(boolean merges) {
    this.merges = merges;
  }

  /**
   * Returns the numbers of the records whose key is in the table or in an earlier record of the
   * batch.
   */
  BitSet known(Connection connection, TopicLoad load, RecordRows rows) throws SQLException {
    TableContract table = load.type().table();
    BitSet known = new BitSet(rows.size());
    try (Statement statement = connection.createStatement()) {
      statement.execute(StagingSql.keyTable(table));
      CopyRows keys = KeyRows.of(load.batch(), table);
      TopicWriter.copy(connection, "pg_temp." + StagingSql.keyName(table), keys);
      try (ResultSet found = statement.executeQuery(StagingSql.knownKeys(table))) {
        while (found.next()) {
          known.set(rows.number(found.getInt(1), found.getLong(2)));
        }
      }
    }
    return known;
  }

  /** Writes the rows and counts them by partition and outcome, and by changed day. */
  RowCounts write(Connection connection, TopicLoad load) throws SQLException {
    stage(connection, load);
    TableContract parent = load.type().table();
    String topic = load.batch().topic();
    // Usually all rows exist, and none is inserted.
    long settled = merges ? mergeChildren(connection, load) : 0;
    settled += run(connection, StagingSql.judgeOthers(parent), topic, topic);
    if (settled < load.batch().parents().stream().mapToLong(CopyRows::rows).sum()) {
      insertOthers(connection, load);
      run(connection, StagingSql.judgeOthers(parent), topic, topic);
    }
    if (isEvent(parent)) {
      for (TableContract child : parent.children()) {
        run(connection, StagingSql.judgeChildren(parent, child), topic, topic, topic);
      }
      UUID topicId = load.logs().values().iterator().next().topicId();
      run(connection, StagingSql.listConflicts(parent), topicId, topic);
    }
    return counts(connection, load);
  }

  /** Inserts new rows, parents and children, without classifying the others. */
  void insert(Connection connection, TopicLoad load) throws SQLException {
    stage(connection, load);
    insertOthers(connection, load);
  }

  private static void stage(Connection connection, TopicLoad load) throws SQLException {
    TableContract parent = load.type().table();
    try (Statement statement = connection.createStatement()) {
      statement.execute(StagingSql.VERDICT_TABLE);
      statement.execute(StagingSql.stagingTable(parent));
      for (TableContract child : parent.children()) {
        statement.execute(StagingSql.stagingTable(child));
      }
    }
    for (CopyRows rows : load.batch().parents()) {
      TopicWriter.copy(connection, "pg_temp." + StagingSql.stagingName(parent), rows);
    }
    for (CopyRows rows : load.batch().children()) {
      TopicWriter.copy(connection, "pg_temp." + StagingSql.stagingName(rows.table()), rows);
    }
  }

  /** Inserts the new rows that have no verdict yet. */
  private void insertOthers(Connection connection, TopicLoad load) throws SQLException {
    TableContract parent = load.type().table();
    String topic = load.batch().topic();
    run(connection, StagingSql.insertWinners(parent), topic, topic);
    if (merges) {
      mergeChildren(connection, load);
      return;
    }
    for (TableContract child : parent.children()) {
      run(connection, StagingSql.insertChildren(child), topic);
    }
  }

  /** Restores missing child rows; returns the number of records that got any and had no verdict. */
  private static long mergeChildren(Connection connection, TopicLoad load) throws SQLException {
    TableContract parent = load.type().table();
    String topic = load.batch().topic();
    long records = 0;
    for (TableContract child : parent.children()) {
      records += run(connection, StagingSql.mergeChildren(parent, child), topic, topic);
    }
    return records;
  }

  /** Drops the staging tables of a table and its children. */
  void drop(Connection connection, TableContract parent) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(StagingSql.dropKeyTable(parent));
      statement.execute(StagingSql.dropStagingTable(parent));
      for (TableContract child : parent.children()) {
        statement.execute(StagingSql.dropStagingTable(child));
      }
    }
  }

  /**
   * Returns whether the table contains events; a dead letter's key is the hash of its content, so
   * it has no conflicts.
   */
  private static boolean isEvent(TableContract table) {
    return table.partition().isPresent();
  }

  private static int run(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static RowCounts counts(Connection connection, TopicLoad load) throws SQLException {
    Map<Integer, PartitionCount> counts = new HashMap<>();
    SortedMap<PartitionDay, RowCounts.Rows> days = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(StagingSql.COUNT)) {
      statement.setString(1, load.batch().topic());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          RowCounts.Rows changed = new RowCounts.Rows(rows.getLong(3), rows.getLong(4));
          counts.merge(
              rows.getInt(1),
              new PartitionCount(
                  changed.inserted() + changed.updated(), rows.getLong(5), rows.getLong(6)),
              PartitionCount::plus);
          LocalDate day = rows.getObject(2, LocalDate.class);
          if (day != null && !changed.equals(RowCounts.Rows.NONE)) {
            days.put(new PartitionDay(rows.getInt(1), day), changed);
          }
        }
      }
    }
    return new RowCounts(counts, days, failedChecks(connection, load));
  }

  private static Map<String, Long> failedChecks(Connection connection, TopicLoad load)
      throws SQLException {
    Map<String, Long> failed = new HashMap<>();
    if (load.batch().failedChecks().isEmpty()) {
      return failed;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(StagingSql.failedChecks(load.type().table()))) {
      statement.setString(1, load.batch().topic());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          failed.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return failed;
  }
}
