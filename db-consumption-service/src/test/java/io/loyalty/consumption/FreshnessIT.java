package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Tests that the warehouse's view shows the freshness of each event type, also when idle. */
@ExtendWith(LocalStackExtension.class)
class FreshnessIT {
  private static final String TYPE = "points-collected";
  private static final Instant LATEST = Instant.parse("2026-05-06T07:08:09Z");

  /** Holds a row of the view. */
  record Fresh(
      long lagRecords, double lagSeconds, double behind, Instant latestEvent, long deadLetters) {}

  @Test
  void tellsLagAndAge_whileNothingFlowsAndWhileNothingCommits(LocalStack stack)
      throws SQLException {
    try (Programme programme = new Programme(stack, "freshness_it").withTopics(2);
        ConfigurableApplicationContext service =
            programme.start("consumption.meters.refresh=200ms")) {
      Warehouse warehouse = programme.warehouse();
      programme.sendAll(Event.points(50));
      programme.send(Event.points(UUID.randomUUID(), 1, LATEST));
      programme.sendBytes(TYPE, 0, new byte[] {1});
      warehouse.awaitRecords(TYPE, 52);

      await("all is here")
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(
              () -> {
                Fresh fresh = fresh(warehouse);
                assertThat(fresh.lagRecords()).isZero();
                assertThat(fresh.lagSeconds()).isZero();
                assertThat(fresh.behind()).isLessThan(10);
                assertThat(fresh.latestEvent()).isEqualTo(LATEST);
                assertThat(fresh.deadLetters()).isEqualTo(1);
              });
      assertThat(warehouse.count("pipeline.freshness"))
          .as("every type, also without an event")
          .isEqualTo(Programme.CATALOGUE.allTypes().size());

      try (Connection other =
              new DriverManagerDataSource(programme.jdbcUrl(), "postgres", "").getConnection();
          Statement lock = other.createStatement()) {
        other.setAutoCommit(false);
        lock.execute("SELECT * FROM pipeline.load_offset FOR UPDATE");
        programme.sendAll(Event.points(7));
        await("the lag grows while nothing commits")
            .atMost(Duration.ofMinutes(3))
            .untilAsserted(
                () -> {
                  Fresh fresh = fresh(warehouse);
                  assertThat(fresh.lagRecords()).isEqualTo(7);
                  assertThat(fresh.lagSeconds()).isGreaterThan(3);
                  assertThat(fresh.behind()).isEqualTo(fresh.lagSeconds());
                });
        other.rollback();
      }

      warehouse.awaitRecords(TYPE, 59);
      await("all is here again")
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(fresh(warehouse).lagRecords()).isZero());
      warehouse.assertRowsAreAccountedFor(TYPE);
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  private static Fresh fresh(Warehouse warehouse) {
    return warehouse
        .jdbc()
        .sql(
            """
            SELECT lag_records, lag_seconds, extract(epoch FROM behind) AS behind, latest_event,
                   open_dead_letters AS dead_letters
            FROM pipeline.freshness WHERE event_type = ?""")
        .param(TYPE)
        .query(
            (row, number) ->
                new Fresh(
                    row.getLong(1),
                    row.getDouble(2),
                    row.getDouble(3),
                    row.getTimestamp(4).toInstant(),
                    row.getLong(5)))
        .single();
  }
}
