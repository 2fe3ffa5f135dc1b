package io.loyalty.consumption.warehouse.tables;

import io.loyalty.consumption.table.PartitionSpan;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.consumption.warehouse.sql.LoadConnection;
import io.loyalty.consumption.warehouse.sql.SqlFault;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops partitions whose events have all passed the retention, without blocking readers or the
 * load: each is detached concurrently, which waits for its readers, counted for the reconciliation,
 * and dropped. The next run completes an interrupted drop. It needs the rights of the tables'
 * owner. One instance at a time runs it. Not thread-safe.
 */
public final class TableRetention {
  private static final Logger LOG = LoggerFactory.getLogger(TableRetention.class);
  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended('pipeline.retention', 0))";
  private static final String ATTACHED =
      """
      SELECT c.relname, i.inhdetachpending
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = ?::regclass
      ORDER BY c.relname""";
  private static final String DETACHED =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'bi'::regnamespace AND relkind = 'r' AND NOT relispartition
        AND relname LIKE ?
      ORDER BY relname""";
  private static final String COUNT =
      """
      INSERT INTO pipeline.expired_rows AS e
        (table_name, from_day, to_day, kafka_partition, topic_id, row_count)
      SELECT ?, ?, ?, kafka_partition, %2$s, count(*) FROM %1$s t GROUP BY 4, 5
      ON CONFLICT (table_name, from_day, kafka_partition, topic_id) DO UPDATE
      SET row_count = e.row_count + excluded.row_count, dropped_at = excluded.dropped_at""";

  // Child rows do not contain the time of their load.
  private static final String OF_CHILD = "NULL::uuid";
  private static final String OF_LOG =
      """
      (SELECT p.topic_id FROM pipeline.log_period p
       WHERE p.topic = '%s' AND p.partition = t.kafka_partition
         AND t.loaded_at >= p.since AND t.loaded_at < p.until)""";

  /** Days that are gone are nothing that a reader could compute again. */
  private static final String FORGET_DAYS =
      "DELETE FROM pipeline.day_change WHERE event_type = substring(? from '[^.]+$') AND day < ?";

  private final DatabaseAccess database;
  private final TableProperties.Timeouts timeouts;
  private final WarehouseIdentity identity;
  private final Period retention;

  /** Keeps events for {@code retention}; {@code timeouts} limit the wait for a reader. */
  public TableRetention(
      DatabaseAccess database,
      TableProperties.Timeouts timeouts,
      WarehouseIdentity identity,
      Period retention) {
    this.database = database;
    this.timeouts = timeouts;
    this.identity = identity;
    this.retention = retention;
  }

  /**
   * Drops the expired partitions of these topics' tables, and returns their number; 0 if another
   * instance holds the lock.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   * @throws BrokenSetupException when the role lacks a permission
   */
  public int run(Map<String, TableContract> tables, LocalDate today) {
    LocalDate keptFrom = today.minus(retention);
    try (LoadConnection connection =
        new LoadConnection(database, timeouts, identity, "retention")) {
      Connection open = connection.opened();
      if (!isAlone(open)) {
        return 0;
      }
      int dropped = 0;
      for (Map.Entry<String, TableContract> topic : tables.entrySet()) {
        if (topic.getValue().partition().isPresent()) {
          dropped += expire(open, topic.getValue(), OF_LOG.formatted(topic.getKey()), keptFrom);
          forgetDays(open, topic.getKey(), topic.getValue(), keptFrom);
        }
        for (TableContract child : topic.getValue().children()) {
          if (child.partition().isPresent()) {
            dropped += expire(open, child, OF_CHILD, keptFrom);
          }
        }
      }
      return dropped;
    } catch (SQLException e) {
      String what = SqlFault.describe(e);
      throw SqlFault.of(e) == SqlFault.TRANSIENT
          ? new DatabaseUnavailableException("the database is unavailable (%s)".formatted(what), e)
          : new BrokenSetupException(
              "old partitions can't be dropped (%s); connect as the owner of the tables"
                  .formatted(what),
              e);
    }
  }

  private static void forgetDays(
      Connection open, String topic, TableContract table, LocalDate keptFrom) throws SQLException {
    try (PreparedStatement forget = open.prepareStatement(FORGET_DAYS)) {
      forget.setString(1, topic);
      forget.setObject(
          2, PartitionSpan.of(table, table.partition().orElseThrow(), keptFrom).from());
      forget.executeUpdate();
    }
  }

  private static boolean isAlone(Connection open) throws SQLException {
    try (Statement statement = open.createStatement();
        ResultSet locked = statement.executeQuery(LOCK)) {
      locked.next();
      return locked.getBoolean(1);
    }
  }

  private static int expire(
      Connection open, TableContract table, String topicId, LocalDate keptFrom)
      throws SQLException {
    for (Attached each : attached(open, table)) {
      if (span(table, each.name()).filter(span -> !span.to().isAfter(keptFrom)).isPresent()) {
        try (Statement statement = open.createStatement()) {
          statement.execute(
              "ALTER TABLE %s DETACH PARTITION %s.%s %s"
                  .formatted(
                      table.name(),
                      table.name().schema(),
                      each.name(),
                      each.isPending() ? "FINALIZE" : "CONCURRENTLY"));
        }
      }
    }
    int dropped = 0;
    for (String name : detached(open, table)) {
      Optional<PartitionSpan> span = span(table, name);
      if (span.isPresent() && !span.get().to().isAfter(keptFrom)) {
        drop(open, table, topicId, span.get());
        dropped++;
      }
    }
    return dropped;
  }

  private static void drop(Connection open, TableContract table, String topicId, PartitionSpan span)
      throws SQLException {
    String name = table.name().schema() + "." + span.name();
    open.setAutoCommit(false);
    try (PreparedStatement count = open.prepareStatement(COUNT.formatted(name, topicId));
        Statement drop = open.createStatement()) {
      count.setString(1, table.name().toString());
      count.setObject(2, span.from());
      count.setObject(3, span.to());
      count.executeUpdate();
      drop.execute("DROP TABLE " + name);
      open.commit();
    } finally {
      if (!open.isClosed()) {
        open.rollback();
        open.setAutoCommit(true);
      }
    }
    LOG.info("Dropped partition {}: all its events occurred before {}", name, span.to());
  }

  /** Describes a partition, and whether its detaching has started. */
  private record Attached(String name, boolean isPending) {}

  private static List<Attached> attached(Connection open, TableContract table) throws SQLException {
    List<Attached> attached = new ArrayList<>();
    try (PreparedStatement statement = open.prepareStatement(ATTACHED)) {
      statement.setString(1, table.name().toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          attached.add(new Attached(rows.getString(1), rows.getBoolean(2)));
        }
      }
    }
    return attached;
  }

  private static List<String> detached(Connection open, TableContract table) throws SQLException {
    List<String> detached = new ArrayList<>();
    try (PreparedStatement statement = open.prepareStatement(DETACHED)) {
      statement.setString(1, table.name().name().replace("_", "\\_") + "\\_p%");
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          detached.add(rows.getString(1));
        }
      }
    }
    return detached;
  }

  private static Optional<PartitionSpan> span(TableContract table, String partition) {
    return PartitionSpan.named(table, table.partition().orElseThrow(), partition);
  }
}
