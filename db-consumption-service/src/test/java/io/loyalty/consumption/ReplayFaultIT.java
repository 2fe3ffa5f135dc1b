package io.loyalty.consumption;

import static io.loyalty.consumption.ReplayCalls.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.consumption.proof.ReconciliationResult;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What goes wrong while a replay runs. */
@ExtendWith(LocalStackExtension.class)
class ReplayFaultIT {
  private static final String SLOW =
      "{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":400}";

  /** Takes longer than anything here waits. */
  private static final String SLOWEST =
      "{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":20}";

  private final LocalStack stack;
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();
  private Programme programme;
  private Warehouse warehouse;

  ReplayFaultIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void makeProgramme(TestInfo test) {
    String name = "replay_fault_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
  }

  @AfterEach
  void stopServices() {
    services.forEach(ConfigurableApplicationContext::close);
    programme.close();
  }

  @Test
  void isTakenOverWhereItWasCommitted_andTheFrozenOwnerWritesNothingOnceItWakesUp() {
    try (DatabaseGate gate =
        new DatabaseGate(stack.postgresPort(), "db-consumption-service replay")) {
      String patience = "consumption.table.timeouts.idle-in-transaction=1s";
      ReplayCalls first =
          started("spring.datasource.url=" + programme.jdbcUrl(gate.port()), patience);
      Map<String, String> before = loadAndDelete(2_000);
      String id = first.start(SLOW);
      long begun = first.awaitRecords(id, 0);
      UUID firstOwner = owner();

      gate.shut();
      ReplayCalls second = started(patience);
      await().atMost(LONG).untilAsserted(() -> assertThat(owner()).isNotEqualTo(firstOwner));
      long taken = second.read(id, "records");
      assertThat(taken).isBetween(begun, 1_999L);
      second.awaitRecords(id, taken);
      UUID secondOwner = owner();
      gate.open();
      awaitMonotonicEnd(second, id);
      awaitNoWriter();
      JsonNode done = second.find(id);

      assertThat(secondOwner).isNotNull().isNotEqualTo(firstOwner);
      assertThat(done.get("records").asLong()).isEqualTo(2_000);
      assertThat(done.get("inserted").asLong()).isEqualTo(2_000);
      assertThat(warehouse.contents()).isEqualTo(before);
      assertThat(ledgerRecords(id)).isEqualTo(2_000);
      programme.assertNothingIsUnaccountedFor(second.service());
    }
  }

  @Test
  void goesOnByItself_whenTheDatabaseWasAway() {
    ReplayCalls replays = started();
    Map<String, String> before = loadAndDelete(2_000);
    String id = replays.start(SLOW);
    replays.awaitRecords(id, 0);

    stack.stopPostgres();
    try {
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(replays.get("/replays/" + id).statusCode()).isEqualTo(503));
    } finally {
      stack.startPostgres();
    }
    JsonNode done = replays.awaitState(id, "DONE");

    assertThat(done.get("inserted").asLong()).isEqualTo(2_000);
    assertThat(warehouse.contents()).isEqualTo(before);
    programme.assertNothingIsUnaccountedFor(replays.service());
  }

  @Test
  void saysWhatItWaitsForAndGoesOnByItself_whenTheBrokerWasAway() {
    ReplayCalls replays = started();
    Map<String, String> before = loadAndDelete(2_000);
    String id = replays.start(SLOW);
    replays.awaitRecords(id, 0);

    stack.stopBroker();
    try {
      awaitReason(replays, id, "Kafka does not answer");
    } finally {
      stack.startBroker();
    }
    JsonNode done = replays.awaitState(id, "DONE");

    assertThat(done.get("reason").isNull()).isTrue();
    assertThat(done.get("inserted").asLong()).isEqualTo(2_000);
    assertThat(warehouse.contents()).isEqualTo(before);
    programme.assertNothingIsUnaccountedFor(replays.service());
  }

  @Test
  void passesWhatRetentionDeletesBeforeIt_andEnds() {
    ReplayCalls replays = started("consumption.topic.fetch.max-records=100");
    String large = "m".repeat(2_000);
    List<Event> events =
        IntStream.range(0, 1_500)
            .mapToObj(
                i -> {
                  Event event = Event.points(UUID.randomUUID(), i).on(0);
                  event.record().put("reason", new Utf8(large));
                  return event;
                })
            .toList();
    programme.sendAll(events);
    warehouse.awaitRecords("points-collected", 1_500);
    warehouse.change("DELETE FROM bi.points_collected");
    String id = replays.start(SLOW);
    replays.awaitRecords(id, 0);

    programme.deleteRecords("points-collected", 0, 1_400);
    JsonNode done = replays.awaitState(id, "DONE");

    long restored = warehouse.count("bi.points_collected");
    assertThat(done.get("inserted").asLong()).isEqualTo(restored).isBetween(100L, 1_499L);
    assertThat(warehouse.count("bi.points_collected WHERE kafka_offset >= 1400")).isEqualTo(100);
    assertThat(done.get("partitions").get(0).get("nextOffset").asLong()).isEqualTo(1_500);
    assertRowsGone(replays, 1_500 - restored);
  }

  @Test
  void waitsWhileItsTopicIsGone_andFails_whenItIsMadeAgain() {
    ReplayCalls replays = started();
    loadAndDelete(2_000);
    String id = replays.start(SLOWEST);
    replays.awaitRecords(id, 0);

    programme.deleteTopic("points-collected");
    awaitReason(replays, id, "Kafka has no ");
    programme.createTopic("points-collected", 2);
    programme.sendAll(Event.points(100));
    JsonNode failed = replays.awaitState(id, "FAILED");

    assertThat(failed.get("reason").asString())
        .isEqualTo(programme.topic("points-collected") + " was deleted and made again");
    assertThat(warehouse.count("bi.points_collected"))
        .isEqualTo(failed.get("inserted").asLong())
        .isLessThan(2_000);
    assertThat(replays.post("/replays", ReplayCalls.TOKEN, SLOW).statusCode()).isEqualTo(409);
    assertRowsGone(replays, 2_000 - failed.get("inserted").asLong());
  }

  /** Those that no replay can put back any more, and nothing else, are unaccounted for. */
  private void assertRowsGone(ReplayCalls replays, long count) {
    for (boolean deep : List.of(false, true)) {
      ReconciliationResult found = programme.reconcile(replays.service(), "points-collected", deep);
      assertThat(found.partitions().stream().mapToLong(PartitionProof::rowsGone).sum())
          .isEqualTo(count);
      assertThat(found.unaccounted()).isEqualTo(count);
    }
  }

  private ReplayCalls started(String... more) {
    ConfigurableApplicationContext service = programme.start(ReplayCalls.quick(more));
    services.add(service);
    return new ReplayCalls(service);
  }

  /** Answers what was there before the rows were deleted. */
  private Map<String, String> loadAndDelete(int count) {
    programme.sendAll(Event.points(count));
    warehouse.awaitRecords("points-collected", count);
    Map<String, String> before = warehouse.contents();
    warehouse.change("DELETE FROM bi.points_collected");
    return before;
  }

  private static void awaitReason(ReplayCalls replays, String id, String part) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(replays.find(id).get("reason").asString("")).contains(part));
  }

  private UUID owner() {
    return warehouse
        .jdbc()
        .sql("SELECT lease_owner FROM pipeline.replay")
        .query((row, number) -> new UUID[] {row.getObject(1, UUID.class)})
        .single()[0];
  }

  private long ledgerRecords(String id) {
    return warehouse
        .jdbc()
        .sql("SELECT sum(records) FROM pipeline.load_ledger WHERE run = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  /** Both workers have let go, so neither is yet to write. */
  private void awaitNoWriter() {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        warehouse.count(
                            """
                            pg_stat_activity
                            WHERE application_name = 'db-consumption-service replay'
                              AND datname = current_database()"""))
                    .isZero());
  }

  private static void awaitMonotonicEnd(ReplayCalls replays, String id) {
    List<Long> seen = new ArrayList<>();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              JsonNode now = replays.find(id);
              seen.add(now.get("records").asLong());
              assertThat(now.get("state").asString()).isEqualTo("DONE");
            });
    assertThat(seen).isSorted();
  }
}
