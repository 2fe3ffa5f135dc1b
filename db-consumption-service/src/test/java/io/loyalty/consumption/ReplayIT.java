package io.loyalty.consumption;

import static io.loyalty.consumption.ReplayCalls.LONG;
import static io.loyalty.consumption.ReplayCalls.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class ReplayIT {
  private final LocalStack stack;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private ReplayCalls replays;

  ReplayIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void startService(TestInfo test) {
    String name = "replay_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start(ReplayCalls.quick());
    replays = new ReplayCalls(service);
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void restoresWhatIsMissing_whileTheLoadGoesOn_andChangesNothingTheSecondTime() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<UUID> points = ids(random, 3_000);
    List<UUID> purchases = ids(random, 900);
    List<Event> events = new ArrayList<>();
    points.forEach(id -> events.add(Event.points(id, random.nextInt(1_000))));
    purchases.forEach(id -> events.add(Event.purchase(id, "a", "b", "c")));
    programme.sendAll(events);
    warehouse.awaitRecords("points-collected", 3_000);
    warehouse.awaitRecords("purchase-transaction", 900);
    Map<String, String> before = warehouse.contents();
    assertThat(before).hasSizeGreaterThan(10);
    long missing = deleteSome(random, points, purchases);
    assertThat(warehouse.contents()).isNotEqualTo(before);

    String first = replays.start("{}");
    programme.sendAll(Event.points(500));
    JsonNode done = replays.awaitState(first, "DONE");
    warehouse.awaitRecords("points-collected", 3_500);

    String newest = "event_id NOT IN (%s)".formatted(quoted(concat(points, purchases)));
    assertThat(warehouse.contents("NOT (%s)".formatted(newest)))
        .as("after a replay, seed %d", seed)
        .isEqualTo(before);
    assertThat(done.get("records").asLong()).isEqualTo(done.get("totalRecords").asLong());
    assertThat(done.get("inserted").asLong()).as("seed %d", seed).isEqualTo(missing);
    assertThat(done.get("conflicts").asLong()).isZero();
    assertThat(warehouse.count("bi.points_collected WHERE " + newest)).isEqualTo(500);
    Map<String, String> restored = warehouse.contents();

    JsonNode again = replays.run("{}");

    assertThat(again.get("inserted").asLong()).isZero();
    assertThat(again.get("duplicates").asLong()).isEqualTo(4_400);
    assertThat(warehouse.contents()).isEqualTo(restored);
    assertThat(warehouse.count("pipeline.audit WHERE action = 'replay-started'")).isEqualTo(2);
    warehouse.assertChangedDaysMatchTheLedger();
    assertThat(runsThatChangedDays()).as("the second changed none").containsExactly("live", first);
    programme.assertNothingIsUnaccountedFor(service);
    warehouse.assertLedgerIsContiguous();
  }

  @Test
  void pausesResumesAndCancels_atItsSpeed() {
    programme.sendAll(Event.points(2_000));
    warehouse.awaitRecords("points-collected", 2_000);
    // At this rate the replay takes longer than the test.
    String id = replays.start("{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":5}");
    replays.awaitRecords(id, 0);
    assertThat(replays.post("/replays", TOKEN, "{}").statusCode()).isEqualTo(409);
    replays.step(id, "pause");
    long paused = replays.read(id, "records");
    assertThat(paused).isLessThan(2_000);
    assertThat(replays.post("/replays/" + id + "/pause", TOKEN, "").statusCode()).isEqualTo(409);
    replays.step(id, "resume");
    replays.awaitRecords(id, paused);
    replays.step(id, "cancel");
    replays.awaitState(id, "CANCELLED");
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(2_000);
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void refusesWithOneSentence_andChangesNothing() {
    programme.sendAll(Event.points(10));
    warehouse.awaitRecords("points-collected", 10);
    assertThat(replays.post("/replays", null, "{}").statusCode()).isEqualTo(401);
    assertThat(replays.post("/replays", "wrong", "{}").statusCode()).isEqualTo(401);
    for (String bad :
        List.of(
            "{\"eventTypes\":[\"nothing\"]}",
            "{\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
            "{\"eventTypes\":[\"points-collected\"],\"fromOffset\":1000}",
            "{\"from\":\"2100-01-01T00:00:00Z\"}",
            "{\"fromOffset\":0}",
            "{\"evenTypes\":[]}",
            "{\"mode\":\"rebuild\"}")) {
      assertThat(replays.refusal(bad)).as(bad).isNotBlank();
    }
    assertThat(warehouse.count("pipeline.replay")).isZero();
    JsonNode dry = replays.dryRun("{\"eventTypes\":[\"points-collected\"],\"dryRun\":true}");
    assertThat(dry.get("records").asLong()).isEqualTo(10);
    assertThat(dry.get("occurredFrom").asString()).isEqualTo("2026-03-14T12:00:00Z");
    assertThat(warehouse.count("pipeline.replay")).isZero();
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void goesOn_whileTheQuestionsOfOthersTakeAllConnectionsOfThePool() throws Exception {
    programme.sendAll(Event.points(2_000));
    warehouse.awaitRecords("points-collected", 2_000);
    warehouse.change("DELETE FROM bi.points_collected");
    String id = replays.start("{\"eventTypes\":[\"points-collected\"],\"recordsPerSecond\":500}");
    replays.awaitRecords(id, 0);
    var pool = service.getBean(javax.sql.DataSource.class);
    String waiting = "pipeline.replay WHERE reason IS NOT NULL";
    try (var one = pool.getConnection();
        var other = pool.getConnection()) {
      assertThat(one).isNotSameAs(other);
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(warehouse.count(waiting)).isZero();
                assertThat(warehouse.count("pipeline.replay WHERE state = 'DONE'")).isEqualTo(1);
              });
    }
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(2_000);
    programme.assertNothingIsUnaccountedFor(service);
  }

  private List<String> runsThatChangedDays() {
    return warehouse
        .jdbc()
        .sql("SELECT DISTINCT run FROM pipeline.day_change ORDER BY run DESC")
        .query(String.class)
        .list();
  }

  /** Deletes parents with their children, all children, and some; returns the number of events. */
  private long deleteSome(Random random, List<UUID> points, List<UUID> purchases) {
    List<UUID> parents = some(random, concat(points, purchases));
    List<UUID> childless = some(random, purchases);
    List<UUID> robbed = some(random, purchases);
    warehouse.change(
        "DELETE FROM bi.points_collected WHERE event_id IN (%s)".formatted(quoted(parents)));
    warehouse.change(
        "DELETE FROM bi.purchase_transaction WHERE event_id IN (%s)".formatted(quoted(parents)));
    warehouse.change(
        """
        DELETE FROM bi.purchase_transaction_line_item
        WHERE event_id IN (%s) OR (event_id IN (%s) AND position = %d)"""
            .formatted(quoted(concat(parents, childless)), quoted(robbed), 1 + random.nextInt(3)));
    return concat(parents, concat(childless, robbed)).stream().distinct().count();
  }

  private static List<UUID> ids(Random random, int count) {
    return random
        .longs(count)
        .mapToObj(high -> new UUID(high, random.nextLong()))
        .collect(Collectors.toList());
  }

  private static List<UUID> some(Random random, List<UUID> of) {
    return of.stream().filter(id -> random.nextInt(4) == 0).toList();
  }

  private static List<UUID> concat(List<UUID> some, List<UUID> others) {
    List<UUID> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static String quoted(List<UUID> ids) {
    return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }
}
