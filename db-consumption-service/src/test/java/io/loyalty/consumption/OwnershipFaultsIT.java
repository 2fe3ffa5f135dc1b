package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/** Tests faults of partitions' ownership and of their logs. */
@ExtendWith(LocalStackExtension.class)
class OwnershipFaultsIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String LOAD = "db-consumption-service load";
  private static final String THE_LOAD =
      "application_name = '%s' AND datname = current_database()".formatted(LOAD);

  private final LocalStack stack;

  OwnershipFaultsIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void anOwnerThatWakesUpInItsCopyWritesNothing_onceItsPartitionsHaveMoved() throws Exception {
    try (Programme programme = new Programme(stack, "stale_owner_it").withTopics(4);
        DatabaseGate gate = new DatabaseGate(stack.postgresPort(), LOAD);
        ServiceProcess stale =
            instance(
                programme,
                "stale",
                "spring.datasource.url=" + programme.jdbcUrl(gate.port()),
                // It is stopped in the middle of its COPY before it gives up by itself.
                "consumption.table.timeouts.statement=60s");
        ServiceProcess other =
            instance(programme, "other", "consumption.table.timeouts.statement=5s")) {
      Warehouse warehouse = programme.warehouse();
      stale.start();
      await().atMost(LONG).until(stale::isRunning);
      programme.sendAll(Event.points(1_000));
      warehouse.awaitRecords("points-collected", 1_000);
      int backend = backends(warehouse).get(0);
      other.start();
      await().atMost(LONG).until(() -> backends(warehouse).size() == 2);

      gate.shutInCopy();
      programme.sendAll(Event.points(1_000));
      await().atMost(LONG).until(() -> waitsInCopy(warehouse, backend));
      stale.pause();
      programme.sendAll(Event.points(1_000));
      long sent = 3_000;
      // The new owner loads all records while the former owner still hangs in its COPY.
      Account account = awaitRecords(warehouse, sent);
      assertThat(account).isEqualTo(new Account(sent, sent, 0, 0, 0));
      assertThat(other.output()).contains("its COPY waited for its client");
      gate.open();
      stale.resume();
      await().atMost(LONG).until(stale::isRunning);
      await().atMost(LONG).until(() -> backends(warehouse).size() == 2);
      programme.sendAll(Event.points(1_000));
      sent += 1_000;

      assertThat(awaitRecords(warehouse, sent)).isEqualTo(new Account(sent, sent, 0, 0, 0));
      assertThat(warehouse.count("pipeline.dead_letter")).isZero();
      warehouse.assertRowsAreAccountedFor("points-collected");
      assertNothingIsUnaccountedFor(stale);
    }
  }

  @Test
  void loadsAllOfPartitionsThatAreAddedUnderLoad() throws Exception {
    try (Programme programme = new Programme(stack, "added_partitions_it").withTopics(2);
        ConfigurableApplicationContext service = programme.start();
        SteadyTraffic traffic = SteadyTraffic.into(programme)) {
      Warehouse warehouse = programme.warehouse();
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(DataAccessException.class)
          .until(() -> warehouse.account("points-collected").records() > 500);
      programme.addPartitions("points-collected", 5);
      traffic.spreadPointsOver(5);
      traffic.awaitMore(1_000);
      traffic.end();

      traffic.assertEachIsThereOnce(warehouse);
      assertThat(
              warehouse.count(
                  """
                  pipeline.load_offset
                  WHERE topic LIKE '%points-collected' AND next_offset > 100"""))
          .isEqualTo(5);
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void holdsAPartition_whenRetentionWasFasterThanTheLoad_andLoadsTheOthers() {
    try (Programme programme = new Programme(stack, "outside_retention_it").withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      try (ConfigurableApplicationContext before = programme.start()) {
        assertThat(before.isRunning()).isTrue();
        programme.sendAll(coupons(5, 0));
        warehouse.awaitRecords("coupon-redeemed", 5);
      }
      programme.sendAll(coupons(10, 0));
      programme.deleteRecords("coupon-redeemed", 0, 10);
      programme.sendAll(coupons(7, 1));

      try (ConfigurableApplicationContext service = programme.start()) {
        Account account = warehouse.awaitRecords("coupon-redeemed", 12);
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(service.getBean(LoadService.class).status().held())
                        .extracting(FlowStatus.Held::partition, FlowStatus.Held::reason)
                        .containsExactly(
                            tuple(
                                0,
                                "offsets 5 to 9 were deleted from the log before they were loaded;"
                                    + " the log now starts at 10")));

        // Five records are lost and the five after them wait; the proof reports it.
        assertThat(account).isEqualTo(new Account(12, 12, 0, 0, 0));
        assertThat(
                warehouse.count(
                    """
                    pipeline.load_offset
                    WHERE topic LIKE '%coupon-redeemed' AND partition = 0 AND next_offset = 5"""))
            .isEqualTo(1);
        assertThat(warehouse.count("pipeline.dead_letter")).isZero();
        warehouse.assertRowsAreAccountedFor("coupon-redeemed");
        assertThat(service.getBean(Reconcile.class).run(Optional.empty(), true).partitions())
            .filteredOn(each -> each.unaccounted() != 0)
            .extracting(
                PartitionProof::partition, PartitionProof::lost, PartitionProof::unaccounted)
            .containsExactly(tuple(0, 5L, 5L));
      }
    }
  }

  private static ServiceProcess instance(Programme programme, String name, String... more)
      throws IOException {
    return new ServiceProcess(
        Path.of("target", "logs", "ownership", name + ".log"),
        programme,
        Stream.concat(
                Stream.of(
                    "consumption.topic.session-timeout=6s",
                    "consumption.batch.max-age=2s",
                    "consumption.table.timeouts.lock=1s",
                    "consumption.table.timeouts.idle-in-transaction=5s"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Returns whether the server waits for the rows of a COPY. */
  private static boolean waitsInCopy(Warehouse warehouse, int backend) {
    return warehouse.count(
            """
            pg_stat_activity
            WHERE pid = %d AND state = 'active' AND query LIKE 'COPY bi.%%' AND wait_event = 'ClientRead'"""
                .formatted(backend))
        > 0;
  }

  private static List<Integer> backends(Warehouse warehouse) {
    return warehouse
        .jdbc()
        .sql("SELECT pid FROM pg_stat_activity WHERE " + THE_LOAD)
        .query(Integer.class)
        .list();
  }

  private static Account awaitRecords(Warehouse warehouse, long records) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(warehouse.account("points-collected").records()).isEqualTo(records));
    return warehouse.account("points-collected");
  }

  private static List<Event> coupons(int count, int partition) {
    return IntStream.range(0, count)
        .mapToObj(i -> Event.coupon(UUID.randomUUID(), "coupon-" + i).on(partition))
        .toList();
  }

  private static void assertNothingIsUnaccountedFor(ServiceProcess service) throws Exception {
    JsonNode proof = new ReconcileCalls(service.address()).all(true);
    assertThat(proof.path("partitions").isEmpty()).as(proof.toString()).isFalse();
    assertThat(proof.path("partitions"))
        .allSatisfy(partition -> assertThat(partition.path("unaccounted").asLong(-1)).isZero());
  }
}
