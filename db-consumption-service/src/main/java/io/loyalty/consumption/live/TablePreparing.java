package io.loyalty.consumption.live;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.tables.Migrations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Makes the tables ready: migrations at start, partitions ahead of time. Not thread-safe. */
public final class TablePreparing implements AutoCloseable {
  private final Migrations migrations;
  private final TableWriter writer;
  private final List<TableContract> tables;
  private LocalDate preparedOn = LocalDate.MIN;

  /** Makes those of the topics ready, over the connection of {@code writer}. */
  public TablePreparing(Migrations migrations, TableWriter writer, EventTopics topics) {
    this.migrations = migrations;
    this.writer = writer;
    this.tables = topics.names().stream().map(topics::type).map(MappedType::table).toList();
  }

  /** Makes sure that the tables are up to date and this warehouse's; answers the database's id. */
  String migrate() {
    migrations.ensure();
    return writer.claim().toString();
  }

  /** Makes the partitions of the near future, once a day. */
  void prepare(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(preparedOn)) {
      writer.prepare(tables, today);
      preparedOn = today;
    }
  }

  /** Closes the connection, if it is still open. */
  @Override
  public void close() {
    writer.close();
  }
}
