package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.endtoend.command.PipelineCommand.Result;
import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.warehouse.TableContents;
import io.loyalty.endtoend.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests how an operator refills and verifies a warehouse with the command. At the end of each test
 * the tables contain all events as they were first loaded.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String TYPE = "purchase-transaction";
  private static final String COUNTS =
      """
      SELECT (SELECT count(*) FROM pipeline.replay), (SELECT count(*) FROM pipeline.audit)""";

  @TempDir private static Path directory;
  private final JsonMapper json = new JsonMapper();
  private PipelineCommand pipeline;
  private Warehouse warehouse;
  private RunningCommand up;
  private Map<String, String> loaded;

  @BeforeAll
  void runOnASample() throws IOException, SQLException {
    pipeline = new PipelineCommand(directory);
    warehouse = pipeline.warehouse();
    List<SampleMessage> sample = new SampleEvents(17, Instant.now()).mixed();
    Path events =
        Files.write(
            directory.resolve("events.ndjson"), sample.stream().map(SampleMessage::body).toList());
    List<SampleEvent> sent = sample.stream().flatMap(each -> each.events().stream()).toList();
    up = pipeline.up("--events=" + events);
    await("output: Ctrl-C stops everything")
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(up.process().isAlive()).as(up.output()).isTrue();
              return up.output().contains("Ctrl-C stops everything.");
            });
    await("%d events are loaded".formatted(sent.size()))
        .atMost(PATIENCE)
        .until(
            () ->
                number("SELECT coalesce(sum(records), 0) FROM pipeline.load_ledger")
                    >= sent.size());
    long rows = 0;
    for (String type : SampleEvents.types()) {
      rows += number("SELECT count(*) FROM bi." + type.replace('-', '_'));
    }
    assertThat(rows)
        .as("rows")
        .isEqualTo(
            sent.stream().filter(SampleEvent::valid).map(SampleEvent::id).distinct().count());
    assertThat(number("SELECT count(*) FROM pipeline.dead_letter"))
        .as("dead letters")
        .isEqualTo(
            sent.stream().filter(each -> !each.valid()).map(SampleEvent::json).distinct().count());
    loaded = TableContents.of(warehouse);
  }

  @AfterEach
  void accountForEverything() throws Exception {
    assertThat(TableContents.of(warehouse)).as("contents of the tables").isEqualTo(loaded);
    String token = Files.readString(pipeline.data().resolve("token")).strip();
    JsonNode proof = new PatientConsumption(pipeline.consumption(), token).reconcileDeep();
    assertThat(proof.path("partitions").valueStream())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("unaccounted").asLong(-1)).isZero());
  }

  @AfterAll
  void stopEverything() throws InterruptedException {
    if (up != null) {
      up.process().destroy();
      up.exitCode();
    }
  }

  @Test
  void tellsWhatAReplayWouldReadAndReplaysNothing() throws Exception {
    List<List<String>> before = warehouse.query(COUNTS);
    long offsets =
        number(
            "SELECT sum(next_offset) FROM pipeline.load_offset WHERE topic = 'loyalty.%s'"
                .formatted(TYPE));
    says(pipeline.call("replay", TYPE, "--dry-run"), 0, "loyalty." + TYPE);
    JsonNode plan = answer(pipeline.call("replay", TYPE, "--dry-run", "--json"), 0);
    assertThat(plan.path("records").asLong()).isEqualTo(offsets);
    assertThat(warehouse.query(COUNTS)).as("replays and audit").isEqualTo(before);
  }

  @Test
  void findsADeletedRowByItsOffsetUntilItIsReplayed() throws Exception {
    List<String> deleted =
        warehouse
            .query(
                """
                DELETE FROM bi.purchase_transaction WHERE (occurred_at, event_id) =
                  (SELECT occurred_at, event_id FROM bi.purchase_transaction ORDER BY 2 LIMIT 1)
                RETURNING kafka_partition, kafka_offset""")
            .get(0);
    Result failed = pipeline.call("reconcile", TYPE);
    says(failed, 1, "NOT reconciled");
    assertThat(failed.all())
        .containsPattern(
            "loyalty.%s-%s: offsets (.*[ -])?%s\\b"
                .formatted(TYPE, deleted.get(0), deleted.get(1)));
    JsonNode found = answer(pipeline.call("reconcile", "--json"), 1);
    assertThat(found.path("unaccounted").asLong()).isPositive();
    assertThat(found.path("partitions").valueStream())
        .filteredOn(each -> each.path("unaccounted").asLong() > 0)
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.path("missing").valueStream().map(JsonNode::asString))
                    .contains(deleted.get(1)));

    Result replay = pipeline.call("replay", TYPE, "--watch");
    says(replay, 0, "DONE");
    assertThat(replay.all()).contains(" 1 inserted");
    says(pipeline.call("reconcile", TYPE), 0, "nothing is unaccounted for");
    JsonNode proven = answer(pipeline.call("reconcile", "--json"), 0);
    assertThat(proven.path("unaccounted").asLong(-1)).isZero();
  }

  @Test
  void watchesAReplayThatFindsNothingMissingAndListsIt() throws Exception {
    JsonNode replay = answer(pipeline.call("replay", "reward-redeemed", "--watch", "--json"), 0);
    assertThat(replay.path("state").asString()).isEqualTo("DONE");
    assertThat(replay.path("inserted").asLong(-1)).isZero();
    assertThat(replay.path("records").asLong()).isEqualTo(replay.path("totalRecords").asLong());
    String id = replay.path("id").asString();
    says(pipeline.call("replays"), 0, id);
    assertThat(answer(pipeline.call("replays", "--json"), 0).path("replays").valueStream())
        .anySatisfy(each -> assertThat(each.path("id").asString()).isEqualTo(id));
  }

  @Test
  void listsDeadLettersAndShowsOneWithItsReason() throws Exception {
    says(pipeline.call("dead-letters", "list"), 0, "not-json");
    JsonNode list =
        answer(pipeline.call("dead-letters", "list", "--reason=unknown-event-type", "--json"), 0);
    String id = list.path("deadLetters").path(0).path("id").asString();
    says(pipeline.call("dead-letters", "show", id), 0, "unknown-event-type");
    JsonNode shown = answer(pipeline.call("dead-letters", "show", id, "--json"), 0);
    assertThat(shown.path("id").asString()).isEqualTo(id);
    assertThat(shown.path("reason").asString()).isEqualTo("unknown-event-type");
    JsonNode where = answer(pipeline.call("where", id, "--json"), 0);
    assertThat(where.path("deadLetters").path(0).path("state").asString()).isEqualTo("open");
    assertThat(where.path("deadLetters").path(0).path("queueMessageId").asString()).isNotEmpty();
    says(pipeline.call("where", UUID.randomUUID().toString()), 1, "which can't be looked into");
  }

  @Test
  void tellsHowBothServicesAre_asAProcess() throws Exception {
    says(pipeline.run("status").result(), 0, "RUNNING");
    assertThat(answer(pipeline.run("status", "--json").result(), 0).propertyNames())
        .contains("ingestion", "consumption");
  }

  @Test
  void refusesASecondReplayOfATypeWhileOneRunsAndSteersTheFirst() throws Exception {
    JsonNode first = answer(pipeline.call("replay", "offer-viewed", "--rate=1", "--json"), 0);
    String id = first.path("id").asString();
    List<List<String>> before = warehouse.query(COUNTS);
    refuses(pipeline.call("replay", "offer-viewed"), id);
    refuses(pipeline.call("replay", "--all"), id);
    assertThat(warehouse.query(COUNTS)).as("replays and audit").isEqualTo(before);

    says(pipeline.call("replays", "pause", id), 0, "PAUSED");
    refuses(pipeline.call("replays", "pause", id), "PAUSED");
    assertThat(answer(pipeline.call("replays", "resume", id, "--json"), 0).path("state").asString())
        .isIn("PENDING", "RUNNING");
    says(pipeline.call("replays", "cancel", id), 0, "CANCELLED");
    refuses(pipeline.call("replays", "resume", id), "CANCELLED");
  }

  /** One test for the lifecycle: everything is accounted for once, after all of them. */
  @TestFactory
  Stream<DynamicTest> refusesBadInputInOneSentenceAndChangesNothing() throws IOException {
    return BadInput.all(TYPE, pipeline.consumption())
        .map(
            bad ->
                dynamicTest(
                    bad.what(),
                    () -> {
                      List<List<String>> before = warehouse.query(COUNTS);
                      refuses(run(bad.arguments()), bad.word());
                      assertThat(warehouse.query(COUNTS)).as("replays and audit").isEqualTo(before);
                    }));
  }

  @Test
  void saysThatNoPipelineIsRunning_alsoAsAProcess() throws Exception {
    PipelineCommand none = new PipelineCommand(Files.createDirectory(directory.resolve("none")));
    refuses(none.run("replay", TYPE).result(), "running");
    refuses(none.call("replays"), "running");
    refuses(none.call("reconcile"), "running");
    refuses(none.call("dead-letters"), "running");
    refuses(none.call("status"), "running");
  }

  private Result run(List<String> arguments) {
    return pipeline.call(
        arguments.get(0), arguments.subList(1, arguments.size()).toArray(String[]::new));
  }

  private static void says(Result run, int exitCode, String words) {
    assertThat(run.exitCode()).as(run.all()).isEqualTo(exitCode);
    assertThat(run.all()).contains(words);
  }

  /** Parses the output, which must be JSON only. */
  private JsonNode answer(Result run, int exitCode) {
    assertThat(run.exitCode()).as(run.all()).isEqualTo(exitCode);
    return json.readTree(run.output());
  }

  private static void refuses(Result run, String word) {
    assertThat(run.exitCode()).as(run.all()).isNotZero();
    assertThat(run.all().strip().lines()).as("one sentence").hasSize(1);
    assertThat(run.all())
        .contains(word)
        .doesNotContain("Exception")
        .startsWith("pipeline: ")
        .hasSizeBetween(30, 700);
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(warehouse.query(sql).get(0).get(0));
  }
}
