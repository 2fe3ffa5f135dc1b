package io.loyalty.consumption;

import static io.loyalty.consumption.Api.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.proof.ReconcileSchedule;
import io.loyalty.face.TokenHash;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests that reconciles run in the background, one at a time in all instances, and are kept. */
@ExtendWith(LocalStackExtension.class)
class ReconciliationIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TYPE = "points-collected";

  /** Lets a test hold a lock for as long as it needs. */
  private static final String PATIENT = "consumption.table.timeouts.lock=50s";

  private final LocalStack stack;

  ReconciliationIT(LocalStack stack) {
    this.stack = stack;
  }

  @Test
  void isBegunAtOnce_tellsHowFarItIs_andKeepsWhatItFound() throws SQLException {
    try (Programme programme = new Programme(stack, "reconciliation_kept").withTopics(2);
        ConfigurableApplicationContext service = undisturbed(programme)) {
      load(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      String id;
      try (Lock lock = new Lock(programme, "bi.points_collected")) {
        HttpResponse<String> begun = calls.post("{\"deep\":true}");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        JsonNode running = Api.json(begun);
        id = running.get("id").asString();
        assertThat(begun.headers().firstValue("location")).hasValue("/reconciliations/" + id);
        assertThat(running.get("state").asString()).isEqualTo("RUNNING");
        assertThat(running.get("requestedBy").asString()).isEqualTo("tester");
        assertThat(running.get("deep").asBoolean()).isTrue();
        assertThat(running.get("result").isNull()).isTrue();
        // It has done the tables before the locked one, for which it waits.
        await().atMost(LONG).until(() -> calls.find(id).get("partitionsDone").asInt() > 0);
        JsonNode waiting = calls.find(id);
        assertThat(waiting.get("state").asString()).isEqualTo("RUNNING");
        assertThat(waiting.get("partitions").asInt()).isEqualTo(Programme.partitions(2));
        assertThat(waiting.get("partitionsDone").asInt()).isLessThan(Programme.partitions(2));
        lock.release();
      }

      JsonNode ended = calls.awaitState(id, "FINISHED");
      assertThat(ended.get("partitionsDone").asInt()).isEqualTo(Programme.partitions(2));
      assertThat(ended.get("records").asLong()).isEqualTo(60);
      assertThat(ended.get("unaccounted").asLong()).isZero();
      assertThat(ended.get("reason").isNull()).isTrue();
      JsonNode result = ended.get("result");
      assertThat(result.get("unaccounted").asLong()).isZero();
      assertThat(result.get("partitions").size()).isEqualTo(Programme.partitions(2));
      assertThat(result.get("partitions").findValuesAsString("depth")).containsOnly("EXACT");

      programme.warehouse().change("DELETE FROM bi.points_collected WHERE kafka_offset = 7");
      JsonNode missed = calls.of(TYPE, false);
      assertThat(missed.get("unaccounted").asLong()).isPositive();
      assertThat(calls.find(id)).isEqualTo(ended);
    }
  }

  @Test
  void runsOnceInAllInstances_andTheScheduledOneWaitsForItsTurn() throws SQLException {
    try (Programme programme = new Programme(stack, "reconciliation_once").withTopics(1);
        ConfigurableApplicationContext first = undisturbed(programme)) {
      load(programme);
      Warehouse warehouse = programme.warehouse();
      String id;
      try (Lock lock = new Lock(programme, "bi.points_collected");
          ConfigurableApplicationContext second =
              programme.start("consumption.proof.interval=1s", PATIENT)) {
        // The second instance's schedule runs first, or waits for the first instance's.
        HttpResponse<String> begun = ReconcileCalls.to(first).post("{}");
        id = idOfTheRunning(begun);

        for (ConfigurableApplicationContext each : List.of(first, second)) {
          HttpResponse<String> refused = ReconcileCalls.to(each).post("{\"deep\":true}");
          assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
          assertThat(refused.headers().firstValue("content-type"))
              .hasValue("application/problem+json");
          assertThat(refused.headers().firstValue("location")).hasValue("/reconciliations/" + id);
          assertThat(Api.json(refused).get("detail").asString())
              .matches(
                  "the reconciliation %s runs since .*Z, asked for by (tester|the schedule); wait for its end"
                      .formatted(id));
        }
        assertThat(warehouse.count("pipeline.reconciliation")).isEqualTo(1);
        lock.release();

        await()
            .atMost(LONG)
            .until(
                () ->
                    warehouse.count(
                            "pipeline.reconciliation WHERE requested_by IS NULL AND state = 'FINISHED'")
                        >= 2);
      }
      ReconcileCalls.to(first).awaitState(id, "FINISHED");
      assertThat(
              warehouse.count(
                  """
                  pipeline.reconciliation a JOIN pipeline.reconciliation b
                  ON a.reconciliation_id <> b.reconciliation_id
                  AND a.started_at BETWEEN b.started_at AND b.ended_at"""))
          .isZero();
      programme.assertNothingIsUnaccountedFor(first);
    }
  }

  private static String idOfTheRunning(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("location").orElseThrow();
    return location.substring("/reconciliations/".length());
  }

  @Test
  void isAbandoned_whenItsInstanceIsKilled_andAnotherMayBegin(LocalStack of) throws Exception {
    try (Programme programme = new Programme(of, "reconciliation_killed").withTopics(1);
        ConfigurableApplicationContext service = undisturbed(programme);
        ServiceProcess other = process(programme, "reconciliation_killed")) {
      load(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      String killed;
      try (Lock lock = new Lock(programme, "bi.points_collected")) {
        killed = new ReconcileCalls(other.address()).start("{\"deep\":true}");
        assertThat(calls.post("{}").statusCode()).isEqualTo(409);

        other.kill();

        JsonNode abandoned = calls.awaitState(killed, "ABANDONED");
        assertThat(abandoned.get("reason").asString())
            .isEqualTo("the instance that ran it is gone");
        assertThat(abandoned.get("endedAt").isNull()).isFalse();
        lock.release();
      }
      assertThat(calls.of(TYPE, true).get("unaccounted").asLong()).isZero();
      assertThat(calls.find(killed).get("state").asString()).isEqualTo("ABANDONED");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  @Test
  void keepsNothingOfAnInstanceThatStoodStillForLongerThanItsLease() throws Exception {
    try (Programme programme = new Programme(stack, "reconciliation_frozen").withTopics(1);
        ConfigurableApplicationContext service = undisturbed(programme);
        ServiceProcess frozen = process(programme, "reconciliation_frozen")) {
      load(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      String id;
      try (Lock lock = new Lock(programme, "bi.points_collected")) {
        id = new ReconcileCalls(frozen.address()).start("{\"deep\":true}");
        frozen.pause();
        calls.awaitState(id, "ABANDONED");
        lock.release();
      }
      assertThat(calls.all(true).get("unaccounted").asLong()).isZero();

      frozen.resume();

      await()
          .atMost(LONG)
          .until(() -> frozen.output().contains("Reconciliation " + id + " was abandoned"));
      JsonNode still = calls.find(id);
      assertThat(still.get("state").asString()).isEqualTo("ABANDONED");
      assertThat(still.get("result").isNull()).isTrue();
      assertThat(calls.all(false).get("unaccounted").asLong()).isZero();
    }
  }

  @Test
  void isAbandonedAtOnce_whenItsInstanceIsStopped() throws SQLException {
    try (Programme programme = new Programme(stack, "reconciliation_stopped").withTopics(1);
        ConfigurableApplicationContext service = undisturbed(programme)) {
      load(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      String id;
      try (Lock lock = new Lock(programme, "bi.points_collected")) {
        try (ConfigurableApplicationContext stopped = undisturbed(programme)) {
          id = ReconcileCalls.to(stopped).start("{\"deep\":true}");
        }
        JsonNode abandoned = calls.find(id);
        assertThat(abandoned.get("state").asString()).isEqualTo("ABANDONED");
        assertThat(abandoned.get("reason").asString())
            .isEqualTo("the instance that ran it was stopped");
        lock.release();
      }
      assertThat(calls.all(true).get("unaccounted").asLong()).isZero();
    }
  }

  @Test
  void saysWhyItFailed() throws SQLException {
    try (Programme programme = new Programme(stack, "reconciliation_failed").withTopics(1);
        ConfigurableApplicationContext service =
            undisturbed(programme, "consumption.table.timeouts.lock=1s")) {
      load(programme);
      ReconcileCalls calls = ReconcileCalls.to(service);
      try (Lock lock = new Lock(programme, "bi.points_collected")) {
        JsonNode failed =
            calls.awaitState(calls.start("{\"eventType\":\"%s\"}".formatted(TYPE)), "FAILED");
        assertThat(failed.get("reason").asString())
            .startsWith("nothing can be proven now: the database is unavailable (SQLSTATE 55P03");
        assertThat(failed.get("result").isNull()).isTrue();
        assertThat(failed.get("unaccounted").isNull()).isTrue();
        lock.release();
      }
      assertThat(calls.of(TYPE, false).get("unaccounted").asLong()).isZero();
    }
  }

  @Test
  void listsTheNewestFirst_pageByPage_andKeepsABoundedNumber() {
    try (Programme programme = new Programme(stack, "reconciliation_list").withTopics(1);
        ConfigurableApplicationContext service = undisturbed(programme)) {
      load(programme);
      Warehouse warehouse = programme.warehouse();
      ReconcileCalls calls = ReconcileCalls.to(service);
      for (String who : List.of("'old'", "NULL")) {
        warehouse.change(
            """
            INSERT INTO pipeline.reconciliation
              (reconciliation_id, state, requested_by, deep, started_at, ended_at)
            SELECT gen_random_uuid(), 'FAILED', %s, false, now() - n * interval '1 minute', now()
            FROM generate_series(1, 1005) n"""
                .formatted(who));
      }

      calls.of(TYPE, false);

      await()
          .atMost(LONG)
          .until(
              () -> warehouse.count("pipeline.reconciliation WHERE requested_by IS NULL") == 1_000);
      assertThat(warehouse.count("pipeline.reconciliation")).isEqualTo(2_000);
      List<JsonNode> pages = new ArrayList<>();
      String after = "";
      for (int page = 0; page < 3; page++) {
        JsonNode listed =
            Api.json(calls.get("/reconciliations?limit=10" + after)).get("reconciliations");
        assertThat(listed.size()).isEqualTo(10);
        listed.forEach(pages::add);
        after = "&before=" + listed.get(9).get("id").asString();
      }
      assertThat(pages.stream().map(each -> each.get("id").asString())).doesNotHaveDuplicates();
      assertThat(pages.stream().map(each -> each.get("startedAt").asString()).toList())
          .isSortedAccordingTo((left, right) -> right.compareTo(left));
      assertThat(pages.get(0).get("state").asString()).isEqualTo("FINISHED");
      assertThat(pages.get(0).get("unaccounted").asLong()).isZero();
      assertThat(pages.get(0).get("result").isNull()).isTrue();
    }
  }

  @Test
  void saysWhyARequestCannotBe() {
    try (Programme programme = new Programme(stack, "reconciliation_bad").withTopics(1);
        ConfigurableApplicationContext service = undisturbed(programme)) {
      load(programme);
      String notJson = "the request body is not a JSON object";
      Map.of(
              "{'evenType':'x'}", "unknown field \"evenType\"; the fields are eventType, deep",
              "{'eventType':7}", "the field eventType is a text",
              "{'deep':'true'}", "the field deep is true or false",
              "{'deep':true,'deep':false}", notJson,
              "[]", notJson,
              "null", notJson,
              "{", notJson)
          .forEach(
              (request, sentence) ->
                  assertRefused(
                      ReconcileCalls.to(service).post(request.replace('\'', '"')), 400, sentence));
      assertThat(programme.warehouse().count("pipeline.reconciliation")).isZero();
    }
  }

  @Test
  void isBegunByTheRoleActAlone_andShownToTheRoleRead() {
    String reading = "a-token-of-a-reader-that-is-long-enough";
    try (Programme programme = new Programme(stack, "reconciliation_roles").withTopics(1);
        ConfigurableApplicationContext service =
            undisturbed(
                programme,
                "consumption.api.anonymous-reading=false",
                "consumption.api.tokens=%s,reader:read:%s"
                    .formatted(Api.TOKENS, TokenHash.of(reading)))) {
      load(programme);
      Api reader = new Api(service, reading);

      assertThat(new Api(service, null).post("/reconciliations", "{}").statusCode()).isEqualTo(401);
      assertThat(reader.post("/reconciliations", "{}").statusCode()).isEqualTo(403);
      assertThat(programme.warehouse().count("pipeline.reconciliation")).isZero();

      ReconcileCalls.to(service).all(false);
      assertThat(new Api(service, null).get("/reconciliations").statusCode()).isEqualTo(401);
      JsonNode listed = Api.json(reader.get("/reconciliations")).get("reconciliations");
      assertThat(reader.get("/reconciliations/" + listed.get(0).get("id").asString()).statusCode())
          .isEqualTo(200);
    }
  }

  /** Starts a service that begins no reconcile by itself. */
  private static ConfigurableApplicationContext undisturbed(
      Programme programme, String... properties) {
    ConfigurableApplicationContext service =
        programme.start(
            Stream.concat(Stream.of(PATIENT), Stream.of(properties)).toArray(String[]::new));
    service.getBean(ReconcileSchedule.class).stop();
    return service;
  }

  private static void load(Programme programme) {
    programme.sendAll(Event.points(60));
    programme.warehouse().awaitRecords(TYPE, 60);
  }

  private static ServiceProcess process(Programme programme, String name) throws Exception {
    ServiceProcess process =
        new ServiceProcess(
            Path.of("target", "reconciliation-it", name + ".log"),
            programme,
            PATIENT,
            "consumption.proof.interval=1h",
            // Long enough for a busy machine, and soon over once it is killed or stopped.
            "consumption.proof.lease=10s");
    process.start();
    await().atMost(LONG).until(process::isRunning);
    return process;
  }

  /** Locks a table, so that a reconcile waits when it reads it. */
  private static final class Lock implements AutoCloseable {
    private final Connection connection;

    Lock(Programme programme, String table) throws SQLException {
      connection = DriverManager.getConnection(programme.jdbcUrl(), "postgres", "");
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + table);
      }
    }

    void release() throws SQLException {
      connection.rollback();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
