package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.warehouse.tables.RetentionSchedule;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests migrations and new partitions during loads and queries, and the rights that they need. */
@ExtendWith(LocalStackExtension.class)
class TablesIT {
  private static final int EVENTS = 3_000;
  private static final Instant LONG_AGO = Instant.parse("2019-03-04T05:06:07Z");

  private final LocalStack stack;

  TablesIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void makesAPartition_whileAReaderKeepsTheTableForLong() throws SQLException {
    try (Programme programme = new Programme(stack, "tables_read").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      Warehouse warehouse = programme.warehouse();
      programme.send(Event.coupon(UUID.randomUUID(), "first"));
      warehouse.awaitRecords("coupon-redeemed", 1);
      try (Connection reader = connection(programme, "postgres");
          Statement reading = reader.createStatement()) {
        reader.setAutoCommit(false);
        reading.executeQuery("SELECT * FROM bi.coupon_redeemed");

        programme.send(Event.coupon(UUID.randomUUID(), "old").at(LONG_AGO));

        warehouse.awaitRecords("coupon-redeemed", 2);
        assertThat(warehouse.count("bi.coupon_redeemed_p201903")).isEqualTo(1);
        reader.rollback();
      }
      warehouse.assertRowsAreAccountedFor("coupon-redeemed");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void dropsWhatIsOlderThanTheTablesKeep_andTheProofDoesNotMissIt() throws Exception {
    try (Programme programme = new Programme(stack, "tables_keep").withTopics(1)) {
      Warehouse warehouse = programme.warehouse();
      try (ConfigurableApplicationContext service = programme.start()) {
        programme.send(Event.purchase(UUID.randomUUID(), "bread").at(LONG_AGO));
        programme.send(Event.purchase(UUID.randomUUID(), "milk", "tea").at(LONG_AGO));
        programme.send(Event.purchase(UUID.randomUUID(), "new"));
        warehouse.awaitRecords("purchase-transaction", 3);
        programme.assertNothingIsUnaccountedFor(service);
      }
      try (Connection reader = connection(programme, "postgres");
          Statement reading = reader.createStatement();
          ConfigurableApplicationContext service =
              programme.start(
                  "consumption.table.accepted-past=P3Y", "consumption.table.retention=P3Y")) {
        reader.setAutoCommit(false);
        reading.executeQuery("SELECT * FROM bi.purchase_transaction");
        CompletableFuture<Void> dropping =
            CompletableFuture.runAsync(service.getBean(RetentionSchedule.class)::run);
        await("it waits for the reader")
            .atMost(Duration.ofMinutes(3))
            .until(() -> isDetaching(warehouse));
        programme.send(Event.purchase(UUID.randomUUID(), "more"));
        warehouse.awaitRecords("purchase-transaction", 4);
        assertThat(warehouse.count("bi.purchase_transaction_p201903")).isEqualTo(2);
        reader.rollback();

        dropping.get(60, TimeUnit.SECONDS);
        // This run has done it, or the schedule's run if that came first.
        await("it is dropped")
            .atMost(Duration.ofMinutes(3))
            .untilAsserted(
                () -> {
                  assertThat(warehouse.count("pipeline.expired_rows")).isEqualTo(2);
                  assertThat(warehouse.count("pg_class WHERE relname LIKE '%\\_p201903'")).isZero();
                });
        assertThat(warehouse.count("bi.purchase_transaction")).isEqualTo(2);
        assertThat(warehouse.count("bi.purchase_transaction_line_item")).isEqualTo(2);
        await("its days are forgotten, since nobody can compute them again")
            .atMost(Duration.ofMinutes(3))
            .untilAsserted(() -> assertThat(warehouse.count("pipeline.day_change")).isEqualTo(1));
        programme.assertNothingIsUnaccountedFor(service);
        assertThat(
                service
                    .getBean(Reconcile.class)
                    .run(Optional.of("purchase-transaction"), true)
                    .partitions()
                    .get(0)
                    .expired())
            .isEqualTo(2);
        warehouse.assertLedgerIsContiguous();
      }
    }
  }

  private static boolean isDetaching(Warehouse warehouse) {
    return warehouse.count("pg_inherits WHERE inhdetachpending") > 0;
  }

  @Test
  void loadsOn_whileAMigrationChangesTheTable() {
    try (Programme programme = new Programme(stack, "tables_change").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      Warehouse warehouse = programme.warehouse();
      UUID twice = UUID.randomUUID();
      for (int sent = 0; sent < EVENTS; sent += 100) {
        for (int more = 1; more < 100; more++) {
          programme.send(Event.coupon(UUID.randomUUID(), "c"));
        }
        // One of them is a duplicate, so that staging tables are in use.
        programme.send(Event.coupon(twice, "same"));
        if (sent == EVENTS / 3) {
          warehouse.change("ALTER TABLE bi.coupon_redeemed ADD COLUMN till bigint");
        }
        if (sent == EVENTS / 3 * 2) {
          warehouse.change("ALTER TABLE bi.coupon_redeemed ALTER COLUMN campaign_id DROP NOT NULL");
          warehouse.change("CREATE INDEX ON bi.coupon_redeemed (coupon_code)");
        }
      }

      Warehouse.Account account = warehouse.awaitRecords("coupon-redeemed", EVENTS);

      assertThat(account.duplicates()).isEqualTo(EVENTS / 100 - 1);
      assertThat(account.deadLettered()).isZero();
      warehouse.assertRowsAreAccountedFor("coupon-redeemed");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void loadsByARoleThatMayNotChangeTables_onceSomebodyElseHasMigrated() throws SQLException {
    try (Programme programme = Programme.onAnEmptyDatabase(stack, "tables_roles").withTopics(1)) {
      JdbcClient server = JdbcClient.create(new DriverManagerDataSource(stack.jdbcUrl()));
      server.sql("CREATE ROLE tables_loader LOGIN").update();
      server.sql("CREATE ROLE tables_reader LOGIN").update();
      try (ConfigurableApplicationContext service =
          programme.start(
              "spring.datasource.url=" + url(programme),
              "spring.datasource.username=tables_loader",
              "consumption.table.migrations=CHECK")) {
        LoadService load = service.getBean(LoadService.class);
        programme.send(Event.purchase(UUID.randomUUID(), "bread", "milk"));

        assertThat(migrate(programme)).isZero();
        server.sql("GRANT bi_loader TO tables_loader").update();
        server.sql("GRANT bi_reader TO tables_reader").update();

        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> load.status().state().name().equals("RUNNING"));
        Warehouse warehouse = programme.warehouse();
        programme.send(Event.purchase(UUID.randomUUID(), "old").at(LONG_AGO));
        programme.send(Event.purchase(UUID.randomUUID(), "old").at(LONG_AGO));
        programme.sendBytes("purchase-transaction", 0, new byte[] {1});
        Warehouse.Account account = warehouse.awaitRecords("purchase-transaction", 4);
        assertThat(account.inserted()).isEqualTo(3);
        assertThat(account.deadLettered()).isEqualTo(1);
        warehouse.assertRowsAreAccountedFor("purchase-transaction");
        programme.assertNothingIsUnaccountedFor(service);
        assertThatReadersReadAndNoMore(programme);
      }
    }
  }

  @Test
  void writesNoMigration_whileContractAndMigrationsAreTheSame() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code = run(out, "next-migration", "--spring.datasource.url=" + stack.jdbcUrl());

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("there is nothing to write");
  }

  @Test
  void refusesACommandThatIsNone() {
    assertThatThrownBy(() -> run(new ByteArrayOutputStream(), "migrat"))
        .hasMessageContaining("unknown command migrat; use migrate or next-migration");
  }

  private static void assertThatReadersReadAndNoMore(Programme programme) throws SQLException {
    try (Connection reader = connection(programme, "tables_reader");
        Statement statement = reader.createStatement()) {
      assertThat(statement.execute("SELECT * FROM bi.purchase_transaction_line_item")).isTrue();
      assertThat(statement.execute("SELECT * FROM pipeline.freshness")).isTrue();
      assertThat(statement.execute("SELECT reason FROM pipeline.dead_letter")).isTrue();
      for (String refused :
          new String[] {
            "SELECT original FROM pipeline.dead_letter",
            "SELECT found FROM pipeline.dead_letter_violation",
            "DELETE FROM bi.purchase_transaction",
            "UPDATE pipeline.load_offset SET next_offset = 0",
            "SELECT pipeline.make_partition('bi.purchase_transaction', 'p', '2001-01-01', '2001-02-01')"
          }) {
        assertThatThrownBy(() -> statement.execute(refused))
            .as(refused)
            .isInstanceOfSatisfying(
                SQLException.class, fault -> assertThat(fault.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  private static int migrate(Programme programme) {
    return run(
        new ByteArrayOutputStream(), "migrate", "--spring.datasource.url=" + programme.jdbcUrl());
  }

  private static int run(ByteArrayOutputStream out, String... args) {
    return TableCommand.of(args)
        .orElseThrow()
        .run(args, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private static Connection connection(Programme programme, String user) throws SQLException {
    return new DriverManagerDataSource(url(programme), user, "").getConnection();
  }

  /** Returns the URL without the user, which would override every other setting of it. */
  private static String url(Programme programme) {
    return programme.jdbcUrl().replaceFirst("\\?user=.*", "");
  }
}
