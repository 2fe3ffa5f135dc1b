package io.loyalty.consumption.table;

import io.loyalty.schemas.catalogue.TableContract;
import io.loyalty.schemas.catalogue.TablePartition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes partitions of tables, each in a short transaction of its own. A table is made beside its
 * parent and attached with its bounds proven, so that neither readers nor writers wait; several
 * instances may do it at once.
 */
final class TablePartitions {
  private static final Logger LOG = LoggerFactory.getLogger(TablePartitions.class);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");
  private static final String EXISTS =
      """
      SELECT 1
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = ?::regclass AND c.relname = ?""";

  private final Set<String> known = new HashSet<>();

  /** Forgets what exists: somebody may have dropped it. */
  void forget() {
    known.clear();
  }

  /** Makes the partitions of the table and its children that rows of these days go into. */
  void ensure(Connection connection, TableContract table, Collection<LocalDate> days)
      throws SQLException {
    for (TableContract each : Stream.concat(Stream.of(table), table.children().stream()).toList()) {
      if (each.partition().isPresent()) {
        for (LocalDate day : days) {
          ensure(connection, each, Span.of(each, each.partition().get(), day));
        }
      }
    }
  }

  private void ensure(Connection connection, TableContract table, Span span) throws SQLException {
    if (known.contains(span.name())) {
      return;
    }
    connection.setAutoCommit(false);
    try {
      make(connection, table, span);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
    known.add(span.name());
  }

  private static void make(Connection connection, TableContract table, Span span)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        PreparedStatement lock =
            connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))");
        PreparedStatement exists = connection.prepareStatement(EXISTS)) {
      statement.execute("SET LOCAL lock_timeout = '2s'");
      lock.setString(1, table.name().toString());
      lock.execute();
      exists.setString(1, table.name().toString());
      exists.setString(2, span.name());
      try (ResultSet found = exists.executeQuery()) {
        if (found.next()) {
          return;
        }
      }
      String name = table.name().schema() + "." + span.name();
      statement.execute(
          """
          CREATE TABLE %1$s (
            LIKE %2$s INCLUDING ALL,
            CONSTRAINT within CHECK (
              occurred_at >= '%3$s 00:00:00+00' AND occurred_at < '%4$s 00:00:00+00')
          )"""
              .formatted(name, table.name(), span.from(), span.to()));
      statement.execute(
          """
          ALTER TABLE %2$s ATTACH PARTITION %1$s
            FOR VALUES FROM ('%3$s 00:00:00+00') TO ('%4$s 00:00:00+00')"""
              .formatted(name, table.name(), span.from(), span.to()));
      // The bounds of the partition say the same; a check would cost every row.
      statement.execute("ALTER TABLE %s DROP CONSTRAINT within".formatted(name));
      LOG.info("Made the partition {}", name);
    }
  }

  /** A partition's name and its days, the last not included. */
  record Span(String name, LocalDate from, LocalDate to) {
    static Span of(TableContract table, TablePartition width, LocalDate day) {
      return switch (width) {
        case DAY -> new Span(table.name().name() + "_p" + DAY.format(day), day, day.plusDays(1));
        case MONTH -> {
          LocalDate first = day.withDayOfMonth(1);
          yield new Span(
              table.name().name() + "_p" + MONTH.format(day), first, first.plusMonths(1));
        }
      };
    }
  }
}
