package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.pipeline.DatabaseProcesses;
import io.loyalty.benchmarks.program.ProcessTree;
import io.loyalty.schemas.contract.TableDeclaration;
import io.loyalty.schemas.contract.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prepares the tables before each run, and checks what a run has loaded. Confined to one thread.
 */
final class Warehouse implements AutoCloseable {
  /** A contender with its own table creates it under this name. */
  static final String OWN = "public.own_table";

  private static final Duration MIGRATED = Duration.ofMinutes(5);
  private static final long LOOK_EVERY_MILLIS = 100;

  /** Counts connections that load; an instance has one as soon as all migrations have run. */
  private static final String LOADS =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'db-consumption-service load'";

  private final String jdbcUrl;
  private final List<TableName> tables;
  private final ContractColumns columns;
  private final Setting setting;
  private final Connection connection;
  private final Statements statements;
  private final PrimaryKeys keys;
  private final LookUpIndexes lookUp;
  private final ProcessTree server;
  private boolean isKept;

  Warehouse(String jdbcUrl, TableDeclaration table, Setting setting) throws SQLException {
    this.jdbcUrl = jdbcUrl;
    this.tables =
        Stream.concat(
                Stream.of(table.name()),
                table.children().stream().map(TableDeclaration.ChildTable::name))
            .toList();
    this.setting = setting;
    this.connection = DriverManager.getConnection(jdbcUrl);
    this.columns = new ContractColumns(connection);
    this.statements = new Statements(connection);
    this.keys = new PrimaryKeys(statements, table.name(), setting.tables().eventFirst());
    this.lookUp = new LookUpIndexes(connection);
    statements.run("SET client_min_messages = warning");
    // Those before each run are then the only ones.
    statements.run("ALTER SYSTEM SET checkpoint_timeout = '1h'");
    statements.run("ALTER SYSTEM SET max_wal_size = '16GB'");
    statements.run("SELECT pg_reload_conf()");
    this.server = DatabaseProcesses.of(jdbcUrl);
  }

  /** Returns the server's processes. */
  ProcessTree server() {
    return server;
  }

  /** Returns how far loads and replays have come. */
  LoadProgress progress() {
    return new LoadProgress(statements);
  }

  /** Opens a connection that the caller must close. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }

  /** Returns the database's URL for contenders that insert in batches. */
  String batchingUrl() {
    return jdbcUrl + "&reWriteBatchedInserts=true";
  }

  /** Returns the table and its children, in load order. */
  List<TableName> tables() {
    return tables;
  }

  /** Returns the columns that a load fills; the service must have created the table. */
  List<String> columns(TableName of) throws SQLException {
    return Stream.concat(columns.of(of).stream(), Stream.of("kafka_partition", "kafka_offset"))
        .toList();
  }

  /** Returns the table of the first run's rows, in the order of their topic. */
  static String kept(TableName of) {
    return "benchmark." + of.name();
  }

  /** Waits until the service has created the tables and loads, and sets the requested key. */
  void awaitTables() throws SQLException, InterruptedException {
    long giveUp = System.nanoTime() + MIGRATED.toNanos();
    while (statements.number(LOADS) < setting.instances()) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("ours has not made its tables, see its log");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    if (setting.tables().eventFirst()) {
      for (TableName each : tables) {
        keys.drop(each);
        keys.add(each);
      }
    }
  }

  /** Keeps the loaded rows, and then fills the partition as requested. */
  void keep() throws SQLException {
    statements.run("CREATE SCHEMA benchmark");
    for (TableName each : tables) {
      statements.run(
          "CREATE TABLE %s AS SELECT * FROM %s ORDER BY kafka_partition, kafka_offset"
              .formatted(kept(each), each));
      statements.run("CREATE INDEX ON %s (kafka_partition, kafka_offset)".formatted(kept(each)));
      statements.run("ANALYZE " + kept(each));
    }
    if (setting.tables().prefilled() > 0) {
      new Prefill(statements, keys, columns)
          .fill(tables.get(0), kept(tables.get(0)), setting.tables().prefilled());
    }
    isKept = true;
  }

  /** Deletes the rows of the previous run, and flushes all pending writes. */
  void reset(LoadContender.Target target) throws SQLException {
    if (target == LoadContender.Target.OWN && exists(OWN)) {
      statements.run("TRUNCATE " + OWN);
      keys.order(OWN);
    }
    for (TableName each : tables) {
      if (setting.tables().prefilled() == 0 || !isKept) {
        statements.run("TRUNCATE " + each);
      } else {
        statements.run(
            "DELETE FROM %s WHERE occurred_at >= '%s'".formatted(each, SampleRecords.FIRST));
        // Otherwise VACUUM may consider the dead entries too few to clean the indexes.
        statements.run("VACUUM (INDEX_CLEANUP ON) " + each);
      }
      if (setting.tables().duplicates() > 0 && isKept && target == LoadContender.Target.TABLES) {
        statements.run(
            "INSERT INTO %s SELECT * FROM %s WHERE kafka_offset %% 100 >= %d"
                .formatted(each, kept(each), 100 - setting.tables().duplicates()));
      }
    }
    if (target == LoadContender.Target.TABLES_WITHOUT_LOOK_UP) {
      lookUp.drop();
    } else {
      lookUp.restore();
    }
    statements.run("CHECKPOINT");
  }

  /**
   * Returns the number of rows of a run in all tables, after checking that none is missing or
   * doubled.
   */
  long check(LoadContender.Target target, int records) throws SQLException {
    if (target == LoadContender.Target.OWN) {
      return requireAll(OWN, statements.number("SELECT count(*) FROM " + OWN), records);
    }
    long found = requireAll(tables.get(0).toString(), rows(tables.get(0)), records);
    for (TableName child : tables.subList(1, tables.size())) {
      found += rows(child);
    }
    return found;
  }

  private static long requireAll(String name, long found, int records) {
    if (found != records) {
      throw new IllegalStateException(
          "%s has %d rows of %d records".formatted(name, found, records));
    }
    return found;
  }

  /** Returns a digest that is the same for the same rows, in any order and with any load time. */
  String digest() throws SQLException {
    StringBuilder digest = new StringBuilder();
    for (TableName each : tables) {
      String values = String.join(", ", columns.of(each));
      digest.append(
          Long.toHexString(
              statements.number(
                  "SELECT bit_xor(hashtextextended(ROW(%s)::text, 0)) FROM %s WHERE occurred_at >= '%s'"
                      .formatted(values, each, SampleRecords.FIRST))));
    }
    return digest.toString();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long rows(TableName of) throws SQLException {
    return statements.number(
        "SELECT count(*) FROM %s WHERE occurred_at >= '%s'".formatted(of, SampleRecords.FIRST));
  }

  private boolean exists(String name) throws SQLException {
    return statements.number("SELECT count(to_regclass('%s'))".formatted(name)) > 0;
  }
}
