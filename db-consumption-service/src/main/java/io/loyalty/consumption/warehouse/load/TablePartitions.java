package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.table.PartitionSpan;
import io.loyalty.consumption.table.TableContract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates partitions of tables, each in its own short transaction, by a database function that does
 * not block readers or writers; several instances may do so concurrently.
 */
final class TablePartitions {
  private static final Logger LOG = LoggerFactory.getLogger(TablePartitions.class);
  private static final String MAKE = "SELECT pipeline.make_partition(?::regclass, ?, ?, ?)";

  private final Set<String> known = new HashSet<>();

  /** Clears the cache of existing partitions, because they may have been dropped. */
  void forget() {
    known.clear();
  }

  /** Creates the partitions of the table and its children for these days. */
  void ensure(Connection connection, TableContract table, Collection<LocalDate> days)
      throws SQLException {
    for (TableContract each : Stream.concat(Stream.of(table), table.children().stream()).toList()) {
      if (each.partition().isPresent()) {
        for (LocalDate day : days) {
          ensure(connection, each, PartitionSpan.of(each, each.partition().get(), day));
        }
      }
    }
  }

  private void ensure(Connection connection, TableContract table, PartitionSpan span)
      throws SQLException {
    if (known.contains(span.name())) {
      return;
    }
    make(connection, table, span);
    known.add(span.name());
  }

  private static void make(Connection connection, TableContract table, PartitionSpan span)
      throws SQLException {
    try (PreparedStatement make = connection.prepareStatement(MAKE)) {
      make.setString(1, table.name().toString());
      make.setString(2, span.name());
      make.setObject(3, span.from());
      make.setObject(4, span.to());
      try (ResultSet made = make.executeQuery()) {
        made.next();
        if (made.getBoolean(1)) {
          LOG.info("Created partition {}.{}", table.name().schema(), span.name());
        }
      }
    }
  }
}
