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
import java.util.stream.Stream;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong while a replay runs: its writer is frozen in its midst, by a gate before the
 * database, until the fault is there.
 */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class ReplayFaultIT {
  private static final String REPLAY = "{\"eventTypes\":[\"points-collected\"]}";
  private static final String WRITER = "db-consumption-service replay";
  private static final int RECORDS = 600;

  /** So few that most records are neither committed nor in memory when the gate shuts. */
  private static final int COMMITS = 4;

  private static final String[] SMALL_BATCHES = {
    "consumption.batch.max-rows=50",
    "consumption.topic.fetch.max-records=50",
    "consumption.topic.fetch.max-bytes=32KB"
  };

  private final LocalStack stack;
  private final List<ConfigurableApplicationContext> services = new ArrayList<>();
  private Programme programme;
  private Warehouse warehouse;
  private DatabaseGate gate;

  ReplayFaultIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void makeProgramme(TestInfo test) {
    String name = "replay_fault_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
    gate = new DatabaseGate(stack.postgresPort(), WRITER);
  }

  @AfterEach
  void stopServices() {
    gate.open();
    services.forEach(ConfigurableApplicationContext::close);
    gate.close();
    programme.close();
  }

  @Test
  void isTakenOverWhereItWasCommitted_andTheFrozenOwnerWritesNothingOnceItWakesUp() {
    String patience = "consumption.table.timeouts.idle-in-transaction=1s";
    try (DatabaseGate secondGate = new DatabaseGate(stack.postgresPort(), WRITER)) {
      ReplayCalls first = started(gate, patience);
      Map<String, String> before = loadAndDelete();
      String id = startedAndFrozen(first);
      long begun = first.read(id, "records");
      UUID firstOwner = owner();

      secondGate.shutAfterCommits(COMMITS);
      ReplayCalls second = started(secondGate, patience);
      await().atMost(LONG).until(secondGate::isShut);
      UUID secondOwner = owner();
      assertThat(secondOwner).isNotNull().isNotEqualTo(firstOwner);
      assertThat(second.read(id, "records")).isBetween(begun + 1, RECORDS - 1L);
      gate.open();
      secondGate.open();
      awaitMonotonicEnd(second, id);
      awaitNoWriter();
      JsonNode done = second.find(id);

      assertThat(done.get("records").asLong()).isEqualTo(RECORDS);
      assertThat(done.get("inserted").asLong()).isEqualTo(RECORDS);
      assertThat(warehouse.contents()).isEqualTo(before);
      assertThat(ledgerRecords(id)).isEqualTo(RECORDS);
      programme.assertNothingIsUnaccountedFor(second.service());
    }
  }

  @Test
  void goesOnByItself_whenTheDatabaseWasAway() {
    ReplayCalls replays = started(gate);
    Map<String, String> before = loadAndDelete();
    String id = startedAndFrozen(replays);

    stack.stopPostgres();
    try {
      gate.open();
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> assertThat(replays.get("/replays/" + id).statusCode()).isEqualTo(503));
    } finally {
      stack.startPostgres();
    }
    JsonNode done = replays.awaitState(id, "DONE");

    assertThat(done.get("inserted").asLong()).isEqualTo(RECORDS);
    assertThat(warehouse.contents()).isEqualTo(before);
    programme.assertNothingIsUnaccountedFor(replays.service());
  }

  @Test
  void saysWhatItWaitsForAndGoesOnByItself_whenTheBrokerWasAway() {
    ReplayCalls replays = started(gate);
    Map<String, String> before = loadAndDelete();
    String id = startedAndFrozen(replays);

    stack.stopBroker();
    try {
      gate.open();
      awaitReason(replays, id, "Kafka does not answer");
    } finally {
      stack.startBroker();
    }
    JsonNode done = replays.awaitState(id, "DONE");

    assertThat(done.get("reason").isNull()).isTrue();
    assertThat(done.get("inserted").asLong()).isEqualTo(RECORDS);
    assertThat(warehouse.contents()).isEqualTo(before);
    programme.assertNothingIsUnaccountedFor(replays.service());
  }

  @Test
  void passesWhatRetentionDeletesBeforeIt_andEnds() {
    ReplayCalls replays = started(gate);
    programme.sendAll(events().stream().map(each -> each.on(0)).toList());
    warehouse.awaitRecords("points-collected", RECORDS);
    warehouse.change("DELETE FROM bi.points_collected");
    String id = startedAndFrozen(replays);

    programme.deleteRecords("points-collected", 0, RECORDS - 100);
    gate.open();
    JsonNode done = replays.awaitState(id, "DONE");

    long restored = warehouse.count("bi.points_collected");
    assertThat(done.get("inserted").asLong()).isEqualTo(restored).isBetween(101L, RECORDS - 1L);
    assertThat(warehouse.count("bi.points_collected WHERE kafka_offset >= " + (RECORDS - 100)))
        .isEqualTo(100);
    assertThat(done.get("partitions").get(0).get("nextOffset").asLong()).isEqualTo(RECORDS);
    assertRowsGone(replays, RECORDS - restored);
  }

  @Test
  void waitsWhileItsTopicIsGone_andFails_whenItIsMadeAgain() {
    ReplayCalls replays = started(gate);
    loadAndDelete();
    String id = startedAndFrozen(replays);

    programme.deleteTopic("points-collected");
    gate.open();
    awaitReason(replays, id, "Kafka has no ");
    programme.createTopic("points-collected", 2);
    programme.sendAll(Event.points(100));
    JsonNode failed = replays.awaitState(id, "FAILED");

    assertThat(failed.get("reason").asString())
        .isEqualTo(programme.topic("points-collected") + " was deleted and made again");
    assertThat(warehouse.count("bi.points_collected"))
        .isEqualTo(failed.get("inserted").asLong())
        .isLessThan(RECORDS);
    assertThat(replays.post("/replays", ReplayCalls.TOKEN, REPLAY).statusCode()).isEqualTo(409);
    assertRowsGone(replays, RECORDS - failed.get("inserted").asLong());
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

  /** Starts a service whose replays write by way of the gate. */
  private ReplayCalls started(DatabaseGate through, String... more) {
    String[] all =
        Stream.of(
                SMALL_BATCHES,
                new String[] {"spring.datasource.url=" + programme.jdbcUrl(through.port())},
                more)
            .flatMap(Stream::of)
            .toArray(String[]::new);
    ConfigurableApplicationContext service = programme.start(ReplayCalls.quick(all));
    services.add(service);
    return new ReplayCalls(service);
  }

  /** Starts a replay, and answers its id once its writer is frozen in the midst of it. */
  private String startedAndFrozen(ReplayCalls replays) {
    gate.shutAfterCommits(COMMITS);
    String id = replays.start(REPLAY);
    await().atMost(LONG).until(gate::isShut);
    assertThat(replays.read(id, "records")).isBetween(1L, RECORDS - 1L);
    return id;
  }

  /** Answers what was there before the rows were deleted. */
  private Map<String, String> loadAndDelete() {
    programme.sendAll(events());
    warehouse.awaitRecords("points-collected", RECORDS);
    Map<String, String> before = warehouse.contents();
    warehouse.change("DELETE FROM bi.points_collected");
    return before;
  }

  /** Events of 2 KB, so that an answer of the broker holds few of them. */
  private static List<Event> events() {
    List<Event> events = Event.points(RECORDS);
    events.forEach(each -> each.record().put("reason", new Utf8("m".repeat(2_000))));
    return events;
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
