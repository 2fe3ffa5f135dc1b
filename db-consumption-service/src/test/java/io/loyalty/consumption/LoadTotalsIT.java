package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LoadTotals.TopicTotal;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests that the totals are the sums of the ledger, in whichever order it is written. */
@ExtendWith(LocalStackExtension.class)
class LoadTotalsIT {
  private static final int CHANGES = 300;
  private static final String POINTS = "points-collected";

  private final LocalStack stack;

  LoadTotalsIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void countsWhatAnotherInstanceCommitsLateIntoAnHourThatIsOver() throws SQLException {
    try (Programme programme = new Programme(stack, "load_totals_late_it");
        Connection one = database(programme).getConnection();
        Connection other = database(programme).getConnection()) {
      LoadTotals totals = new LoadTotals(database(programme));
      add(one, 0, "now() - interval '3 hours'", "live", 5);
      one.setAutoCommit(false);
      add(one, 0, "now() - interval '2 hours'", "live", 10);
      add(other, 1, "now()", "live", 200);
      assertThat(totals.topics()).isEqualTo(Map.of("t", new TopicTotal("t", 205, 205, 0, 0, 0)));

      one.commit();
      assertThat(totals.topics()).isEqualTo(Map.of("t", new TopicTotal("t", 215, 215, 0, 0, 0)));

      add(other, 1, "now() - interval '3 hours'", "live", 1000);
      add(other, 0, "now() - interval '3 hours'", "live", 3000);
      assertThat(totals.topics()).isEqualTo(Map.of("t", new TopicTotal("t", 4215, 4215, 0, 0, 0)));
    }
  }

  @Test
  void leavesOutReplays_andWhatWasRolledBack() throws SQLException {
    try (Programme programme = new Programme(stack, "load_totals_replays_it");
        Connection connection = database(programme).getConnection()) {
      LoadTotals totals = new LoadTotals(database(programme));
      add(connection, 0, "now()", "live", 5);
      add(connection, 0, "now()", UUID.randomUUID().toString(), 5);
      connection.setAutoCommit(false);
      add(connection, 0, "now()", "live", 5);
      add(connection, 1, "now()", "live", 5);
      connection.rollback();

      assertThat(totals.topics()).isEqualTo(Map.of("t", new TopicTotal("t", 5, 5, 0, 0, 0)));
    }
  }

  @Test
  void areTheSumsOfTheLedger_whateverIsDoneToIt() throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Programme programme = new Programme(stack, "load_totals_changes_it");
        Connection connection = database(programme).getConnection();
        Statement sql = connection.createStatement()) {
      for (int change = 0; change < CHANGES; change++) {
        String hour = "now() - interval '%d hours'".formatted(random.nextInt(10));
        int partition = random.nextInt(3);
        switch (random.nextInt(8)) {
          case 0 -> sql.execute("DELETE FROM pipeline.load_ledger WHERE partition = " + partition);
          case 1 ->
              sql.execute(
                  """
                  UPDATE pipeline.load_ledger SET partition = partition + 3, run = 'again'
                  WHERE partition = %d AND run = 'live' AND hour < now() - interval '5 hours'"""
                      .formatted(partition));
          case 2 -> add(connection, partition, hour, "replay", 1 + random.nextInt(9));
          default -> add(connection, partition, hour, "live", 1 + random.nextInt(9));
        }
        if (change == CHANGES / 2) {
          sql.execute("TRUNCATE pipeline.load_ledger");
        }
        sql.execute("DELETE FROM pipeline.load_ledger WHERE run = 'again'");
        assertThat(sum(sql, "pipeline.load_total"))
            .as("after change %d, seed %d", change, seed)
            .isEqualTo(sum(sql, "pipeline.load_ledger WHERE run = 'live'"));
      }
      programme.warehouse().change("DELETE FROM pipeline.load_total WHERE records = 0");
      programme.warehouse().assertTotalsAreTheLedgers();
    }
  }

  @Test
  void beginWithTheHoursThatTheLedgerHadBefore() throws SQLException {
    try (Programme programme = Programme.onAnEmptyDatabase(stack, "load_totals_migration_it")) {
      FluentConfiguration migrations =
          Flyway.configure()
              .defaultSchema("pipeline")
              .schemas("pipeline")
              .dataSource(database(programme));
      migrations.target("21").load().migrate();
      try (Connection connection = database(programme).getConnection()) {
        add(connection, 0, "now() - interval '900 days'", "live", 5);
        add(connection, 0, "now() - interval '2 hours'", "live", 6);
        add(connection, 1, "now()", "live", 7);
        add(connection, 1, "now()", "replay", 8);
        migrations.target("latest").load().migrate();
        programme.warehouse().assertTotalsAreTheLedgers();
        add(connection, 1, "now()", "live", 9);
      }

      assertThat(new LoadTotals(database(programme)).topics())
          .isEqualTo(Map.of("t", new TopicTotal("t", 27, 27, 0, 0, 0)));
      programme.warehouse().assertTotalsAreTheLedgers();
    }
  }

  @Test
  void areToldAlikeByTwoInstances_andAfterARestart() {
    try (Programme programme = new Programme(stack, "load_totals_two_it").withTopics(2)) {
      try (ConfigurableApplicationContext first = programme.start();
          ConfigurableApplicationContext second = programme.start()) {
        send(programme, 0, 40);
        programme.warehouse().awaitRecords(POINTS, 80);
        programme
            .warehouse()
            .change("UPDATE pipeline.load_ledger SET hour = hour - interval '1 hour'");
        send(programme, 20, 60);
        Account account = programme.warehouse().awaitRecords(POINTS, 160);

        assertThat(account).isEqualTo(new Account(160, 120, 40, 0, 0));
        assertThat(told(programme, first)).isEqualTo(account);
        assertThat(told(programme, second)).isEqualTo(account);
      }
      try (ConfigurableApplicationContext restarted = programme.start()) {
        assertThat(told(programme, restarted)).isEqualTo(new Account(160, 120, 40, 0, 0));
        programme.warehouse().assertRowsAreAccountedFor(POINTS);
        programme.assertNothingIsUnaccountedFor(restarted);
      }
    }
  }

  /** Sends events with these numbers to both partitions. */
  private static void send(Programme programme, int from, int to) {
    programme.sendAll(
        IntStream.range(0, 2)
            .boxed()
            .flatMap(
                partition ->
                    IntStream.range(from, to)
                        .mapToObj(i -> Event.points(new UUID(partition, i), i).on(partition)))
            .toList());
  }

  private static Account told(Programme programme, ConfigurableApplicationContext instance) {
    TopicTotal total = instance.getBean(LoadTotals.class).topics().get(programme.topic(POINTS));
    return new Account(
        total.records(),
        total.inserted(),
        total.duplicates(),
        total.conflicts(),
        total.deadLettered());
  }

  private static DataSource database(Programme programme) {
    return new DriverManagerDataSource(programme.jdbcUrl());
  }

  /**
   * Adds records to an hour of the ledger as the load does, in a row that is there or a new one.
   */
  private static void add(
      Connection connection, int partition, String hour, String run, int records)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO pipeline.load_ledger AS l
            (topic, topic_id, partition, hour, run, from_offset, to_offset, records, inserted,
             duplicates, conflicts, dead_lettered, holes)
          VALUES ('t', '%1$s', %2$d, date_trunc('hour', %3$s), '%4$s', 0, 1, %5$d, %5$d, 0, 0, 0, 0)
          ON CONFLICT (topic, topic_id, partition, hour, run) DO UPDATE
          SET records = l.records + excluded.records, inserted = l.inserted + excluded.inserted"""
              .formatted(new UUID(0, 1), partition, hour, run, records));
    }
  }

  private static List<Long> sum(Statement sql, String from) throws SQLException {
    try (var found =
        sql.executeQuery(
            "SELECT coalesce(sum(records), 0), coalesce(sum(inserted), 0) FROM " + from)) {
      found.next();
      return List.of(found.getLong(1), found.getLong(2));
    }
  }
}
