package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/**
 * Kills two instances under load repeatedly, with all effects: partitions move, batches are not
 * finished, transactions stay open. {@code -Dchaos.kills=100} sets the number of kills, {@code
 * -Dchaos.seed} repeats the random choices.
 */
@ExtendWith(LocalStackExtension.class)
@Tag("slow")
class ChaosIT {
  private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);
  private static final int KILLS = Integer.getInteger("chaos.kills", 3);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final int PARTITIONS = 4;
  private static final int AWAY_MILLIS = 3_000;
  private static final Duration TO_CATCH_UP = Duration.ofMinutes(3);

  private final Random random = new Random(SEED);

  @Test
  void everyEventIsThereOnce_howeverOftenInstancesAreKilled(LocalStack stack) throws Exception {
    log.info("{} kills; -Dchaos.seed={}", KILLS, SEED);
    try (Programme programme = new Programme(stack, "chaos_it").withTopics(PARTITIONS);
        ServiceProcess first = instance(programme, programme.jdbcUrl(stack.postgresPort()), 0);
        ServiceProcess second = instance(programme, programme.jdbcUrl(stack.postgresPort()), 1)) {
      Warehouse warehouse = programme.warehouse();
      List<ServiceProcess> instances = List.of(first, second);
      first.start();
      await().atMost(Duration.ofMinutes(3)).until(first::isRunning);
      second.start();
      TwiceSentTraffic traffic =
          TwiceSentTraffic.into(programme, PARTITIONS, SEED, () -> loaded(warehouse));
      SingleConnectionDataSource watching =
          new SingleConnectionDataSource(
              programme.jdbcUrl(stack.postgresPort()), "postgres", "", true);
      try (traffic;
          watching) {
        for (int kill = 1; kill <= KILLS; kill++) {
          kill(kill, instances, JdbcClient.create(watching));
        }
        traffic.end();
      }

      await()
          .atMost(TO_CATCH_UP)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> loaded(warehouse) == traffic.records());
      accountFor(traffic, warehouse);
      await().atMost(Duration.ofMinutes(3)).until(first::isRunning);
      assertNothingIsUnaccountedFor(first);
      log.info(
          "{} kills, {} records of {} events: each event once. -Dchaos.seed={}",
          KILLS,
          traffic.records(),
          traffic.points().size() + traffic.products().size(),
          SEED);
    }
  }

  /** Sets small batches, so that a kill finds one open, and the instance's name in PostgreSQL. */
  private ServiceProcess instance(Programme programme, String url, int number) throws IOException {
    programme.warehouse().change("CREATE ROLE %s SUPERUSER LOGIN".formatted(user(number)));
    return new ServiceProcess(
        Path.of("target", "logs", "chaos", "instance-%d.log".formatted(number)),
        programme,
        "consumption.topic.session-timeout=6s",
        "consumption.batch.max-rows=500",
        "consumption.batch.max-age=50ms",
        "spring.datasource.url=" + url.replace("user=postgres", "user=" + user(number)));
  }

  private static String user(int number) {
    return "chaos_" + number;
  }

  /**
   * Kills one instance, sometimes in a rebalance that the other has caused, and starts it again.
   */
  private void kill(int number, List<ServiceProcess> instances, JdbcClient jdbc) throws Exception {
    int victim = random.nextInt(instances.size());
    KillMoment moment = KillMoment.any(random);
    boolean rebalancing = random.nextInt(5) == 0;
    ServiceProcess other = instances.get(1 - victim);
    if (rebalancing) {
      other.terminate();
    }
    boolean seen = moment.await(instances.get(victim), user(victim), jdbc, random);
    instances.get(victim).kill();
    log.info(
        "Kill {} of {}: instance {}, {}{}{}",
        number,
        KILLS,
        victim,
        moment,
        seen ? "" : " (not seen)",
        rebalancing ? ", the other has just left" : "");
    KillMoment.pass(random.nextInt(AWAY_MILLIS));
    instances.get(victim).start();
    if (rebalancing) {
      other.start();
    }
  }

  private static long loaded(Warehouse warehouse) {
    try {
      return warehouse
          .jdbc()
          .sql("SELECT coalesce(sum(records), 0) FROM pipeline.load_ledger")
          .query(Long.class)
          .single();
    } catch (DataAccessException e) {
      return 0;
    }
  }

  private static void accountFor(TwiceSentTraffic traffic, Warehouse warehouse) {
    Account points = warehouse.account(TwiceSentTraffic.POINTS);
    Account purchases = warehouse.account(TwiceSentTraffic.PURCHASES);
    assertThat(points.records() + purchases.records()).isEqualTo(traffic.records());
    assertThat(points)
        .isEqualTo(
            new Account(
                points.records(),
                traffic.points().size(),
                traffic.points().size(),
                0,
                traffic.damaged()));
    assertThat(purchases)
        .isEqualTo(
            new Account(
                purchases.records(),
                traffic.products().size(),
                traffic.products().size(),
                traffic.changed(),
                0));
    assertThat(warehouse.count("pipeline.dead_letter")).isEqualTo(traffic.damaged());
    assertThat(warehouse.count("pipeline.conflict")).isEqualTo(traffic.changed());
    assertThat(contents(warehouse, "SELECT event_id, points FROM bi.points_collected"))
        .isEqualTo(
            traffic.points().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().toString())));
    assertThat(
            contents(
                warehouse,
                """
                SELECT event_id, string_agg(i.product_id, ',' ORDER BY i.position)
                FROM bi.purchase_transaction JOIN bi.purchase_transaction_line_item i
                  USING (event_id, occurred_at)
                GROUP BY event_id"""))
        .isEqualTo(traffic.products());
    warehouse.assertRowsAreAccountedFor(TwiceSentTraffic.POINTS);
    warehouse.assertRowsAreAccountedFor(TwiceSentTraffic.PURCHASES);
  }

  /** Returns a value by event id; fails if an id occurs twice. */
  private static Map<UUID, String> contents(Warehouse warehouse, String sql) {
    return warehouse
        .jdbc()
        .sql(sql)
        .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Runs the service's own proof, which reads every record again. */
  private static void assertNothingIsUnaccountedFor(ServiceProcess service) throws Exception {
    JsonNode proof = new ReconcileCalls(service.address()).all(true);
    assertThat(proof.path("partitions").isEmpty()).as(proof.toString()).isFalse();
    proof
        .path("partitions")
        .forEach(
            partition ->
                assertThat(partition.path("unaccounted").asLong(-1))
                    .as(partition.toString())
                    .isZero());
  }
}
