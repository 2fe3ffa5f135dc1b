package io.loyalty.benchmarks.load;

import io.loyalty.schemas.contract.TableDeclaration;
import io.loyalty.schemas.contract.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prepares the tables before each run, and checks what a run has loaded. Confined to one thread.
 */
final class Warehouse implements AutoCloseable {
  /** A contender with its own table creates it under this name. */
  static final String OWN = "public.own_table";

  private static final Duration MIGRATED = Duration.ofMinutes(1);
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final int POOL = 20_000;

  /** Counts connections that load; an instance has one as soon as all migrations have run. */
  private static final String LOADS =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'db-consumption-service load'";

  private final String jdbcUrl;
  private final List<TableName> tables;
  private final ContractColumns columns;
  private final Setting setting;
  private final Connection connection;
  private final LookUpIndexes lookUp;
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
    this.lookUp = new LookUpIndexes(connection);
    run("SET client_min_messages = warning");
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
    while (number(LOADS) < setting.instances()) {
      if (System.nanoTime() > giveUp) {
        throw new IllegalStateException("ours has not made its tables, see its log");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    if (setting.tables().eventFirst()) {
      for (TableName each : tables) {
        dropKey(each);
        addKey(each);
      }
    }
  }

  /** Returns the number of records that a replay has read and committed. */
  long replayed(UUID replay) throws SQLException {
    return number(
        "SELECT coalesce(sum(next_offset - from_offset), 0) FROM pipeline.replay_offset WHERE replay_id = '%s'"
            .formatted(replay));
  }

  /** Returns whether a replay is done. */
  boolean isReplayDone(UUID replay) throws SQLException {
    return number(
            "SELECT count(*) FROM pipeline.replay WHERE replay_id = '%s' AND state = 'DONE'"
                .formatted(replay))
        == 1;
  }

  /** Returns the sum of the topic's stored offsets. */
  long offset(String topic) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT coalesce(sum(next_offset), 0) FROM pipeline.load_offset WHERE topic = ?")) {
      statement.setString(1, topic);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Keeps the loaded rows, and then fills the partition as requested. */
  void keep() throws SQLException {
    run("CREATE SCHEMA benchmark");
    for (TableName each : tables) {
      run(
          "CREATE TABLE %s AS SELECT * FROM %s ORDER BY kafka_partition, kafka_offset"
              .formatted(kept(each), each));
      run("CREATE INDEX ON %s (kafka_partition, kafka_offset)".formatted(kept(each)));
      run("ANALYZE " + kept(each));
    }
    if (setting.tables().prefilled() > 0) {
      prefill();
    }
    isKept = true;
  }

  /** Deletes the rows of the previous run, and flushes all pending writes. */
  void reset(LoadContender.Target target) throws SQLException {
    if (target == LoadContender.Target.OWN && exists(OWN)) {
      run("TRUNCATE " + OWN);
    }
    for (TableName each : tables) {
      if (setting.tables().prefilled() == 0 || !isKept) {
        run("TRUNCATE " + each);
      } else {
        run("DELETE FROM %s WHERE occurred_at >= '%s'".formatted(each, SampleRecords.FIRST));
        // Otherwise VACUUM may consider the dead entries too few to clean the indexes.
        run("VACUUM (INDEX_CLEANUP ON) " + each);
      }
      if (setting.tables().duplicates() > 0 && isKept && target == LoadContender.Target.TABLES) {
        run(
            "INSERT INTO %s SELECT * FROM %s WHERE kafka_offset %% 100 >= %d"
                .formatted(each, kept(each), 100 - setting.tables().duplicates()));
      }
    }
    if (target == LoadContender.Target.TABLES_WITHOUT_LOOK_UP) {
      lookUp.drop();
    } else {
      lookUp.restore();
    }
    run("CHECKPOINT");
  }

  /**
   * Returns the number of rows of a run in all tables, after checking that none is missing or
   * doubled.
   */
  long check(LoadContender.Target target, int records) throws SQLException {
    if (target == LoadContender.Target.OWN) {
      return requireAll(OWN, number("SELECT count(*) FROM " + OWN), records);
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
              number(
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
    return number(
        "SELECT count(*) FROM %s WHERE occurred_at >= '%s'".formatted(of, SampleRecords.FIRST));
  }

  /** Inserts rows of the milliseconds before the first record, then builds the indexes. */
  private void prefill() throws SQLException {
    TableName table = tables.get(0);
    String values =
        columns.of(table).stream()
            .map(
                name ->
                    switch (name) {
                      case "event_id" -> "gen_random_uuid()";
                      case "occurred_at" ->
                          "timestamptz '%s' - (%d - i) * interval '1 millisecond'"
                              .formatted(SampleRecords.FIRST, setting.tables().prefilled());
                      default -> "r." + name;
                    })
            .collect(Collectors.joining(", "));
    run("SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
    List<String> indexes = dropIndexes();
    dropKey(table);
    run("TRUNCATE " + table);
    run(
        "INSERT INTO %s (%s) SELECT %s, r.kafka_partition, i FROM generate_series(0, %d) i JOIN %s r ON r.kafka_partition = 0 AND r.kafka_offset = i %% %d"
            .formatted(
                table,
                String.join(", ", columns(table)),
                values,
                setting.tables().prefilled() - 1,
                kept(table),
                POOL));
    addKey(table);
    for (String each : indexes) {
      run(each);
    }
    run("VACUUM ANALYZE " + table);
  }

  /** Drops the indexes except the key's; returns the statements that create them again. */
  private List<String> dropIndexes() throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ?::regclass AND NOT indisprimary")) {
      statement.setString(1, tables.get(0).toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
          definitions.add(rows.getString(2).replace(" ON ONLY ", " ON "));
        }
      }
    }
    for (String name : names) {
      run("DROP INDEX " + name);
    }
    return definitions;
  }

  private void dropKey(TableName of) throws SQLException {
    run("ALTER TABLE %s DROP CONSTRAINT %s_pkey".formatted(of, of.name()));
  }

  private void addKey(TableName of) throws SQLException {
    String first =
        setting.tables().eventFirst() ? "event_id, occurred_at" : "occurred_at, event_id";
    run(
        "ALTER TABLE %s ADD CONSTRAINT %s_pkey PRIMARY KEY (%s%s)"
            .formatted(of, of.name(), first, of.equals(tables.get(0)) ? "" : ", position"));
  }

  private boolean exists(String name) throws SQLException {
    return number("SELECT count(to_regclass('%s'))".formatted(name)) > 0;
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
