package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests what a replay reads and counts. Each test has its own event type. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayRangeIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private ReplayCalls replays;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "replay_range_it").withTopics(2);
    warehouse = programme.warehouse();
    // The broker applies it some time after it has acknowledged.
    programme.takeSendersTimes("offer-received");
    service = programme.start(ReplayCalls.quick("consumption.table.accepted-past=P1Y"));
    replays = new ReplayCalls(service);
  }

  @AfterEach
  void reconcile() {
    programme.assertNothingIsUnaccountedFor(service);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void takesWhatOccurredInTheAskedTimeAndCountsTheRestAsSkipped() {
    loadTen("offer-viewed", i -> NOON.plusSeconds(i));
    warehouse.change("DELETE FROM bi.offer_viewed");

    JsonNode done =
        replays.run(
            """
            {"eventTypes": ["offer-viewed"], "occurredFrom": "2026-03-14T12:00:03Z",
             "occurredTo": "2026-03-14T12:00:07Z"}""");

    assertThat(offsets("offer_viewed")).containsExactly(3L, 4L, 5L, 6L);
    assertThat(counts(done)).containsExactly(10L, 4L, 0L, 0L, 0L, 6L);
    assertThat(replays.run("{\"eventTypes\": [\"offer-viewed\"]}").get("inserted").asLong())
        .isEqualTo(6);
  }

  @Test
  void takesWhatKafkaTookInTheAskedTime() {
    for (int i = 0; i < 10; i++) {
      programme.sendAt(
          Event.of("offer-received", UUID.randomUUID(), NOON).on(0), NOON.plusSeconds(i));
    }
    warehouse.awaitRecords("offer-received", 10);
    warehouse.change("DELETE FROM bi.offer_received");

    JsonNode done =
        replays.run(
            """
            {"eventTypes": ["offer-received"], "from": "2026-03-14T12:00:02.5Z",
             "to": "2026-03-14T12:00:05Z"}""");

    assertThat(offsets("offer_received")).containsExactly(3L, 4L);
    assertThat(counts(done)).containsExactly(2L, 2L, 0L, 0L, 0L, 0L);
    assertThat(replays.run("{\"eventTypes\": [\"offer-received\"]}").get("inserted").asLong())
        .isEqualTo(8);
  }

  @Test
  void clipsARangeOfOffsetsAtTheLogsStartAndAtTheLiveOffset() {
    loadTen("offer-completed", i -> NOON);
    // Rows whose records Kafka is about to delete could not be restored.
    warehouse.change("DELETE FROM bi.offer_completed WHERE kafka_offset >= 2");
    String type = "{\"eventTypes\": [\"offer-completed\"], ";

    assertThat(counts(replays.run(type + "\"fromOffset\": 4, \"toOffset\": 6}")))
        .containsExactly(2L, 2L, 0L, 0L, 0L, 0L);
    assertThat(offsets("offer_completed")).containsExactly(0L, 1L, 4L, 5L);
    programme.deleteRecords("offer-completed", 0, 2);
    JsonNode clipped = replays.run(type + "\"fromOffset\": 0, \"toOffset\": 1000}");

    assertThat(counts(clipped)).containsExactly(8L, 6L, 2L, 0L, 0L, 0L);
    assertThat(clipped.get("partitions").get(0).get("fromOffset").asLong()).isEqualTo(2);
    assertThat(clipped.get("partitions").get(0).get("endOffset").asLong()).isEqualTo(10);
    assertThat(offsets("offer_completed"))
        .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
    assertThat(replays.refusal(type + "\"toOffset\": 2}"))
        .contains("offsets 2 to 9 of " + programme.topic("offer-completed") + "-0");
  }

  @Test
  void restoresWhatWasWrittenUnderOlderSchemasAsItWas() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Event now = Event.of("device-login", UUID.randomUUID(), NOON);
      now.record().put("appVersion", "1." + i);
      now.record().put("osVersion", "2." + i);
      events.add(
          switch (i % 3) {
            case 0 -> now.without("appVersion", "osVersion");
            case 1 -> now.without("osVersion");
            default -> now;
          });
    }
    programme.sendAll(events);
    warehouse.awaitRecords("device-login", 30);
    assertThat(warehouse.count("bi.device_login WHERE app_version IS NULL")).isEqualTo(10);
    assertThat(warehouse.count("bi.device_login WHERE os_version IS NULL")).isEqualTo(20);
    Map<String, String> before = warehouse.contents();
    warehouse.change("DELETE FROM bi.device_login WHERE kafka_offset % 5 <> 0");

    JsonNode done = replays.run("{\"eventTypes\": [\"device-login\"]}");

    assertThat(warehouse.contents()).isEqualTo(before);
    assertThat(done.get("conflicts").asLong()).isZero();
    assertThat(done.get("records").asLong()).isEqualTo(30);
  }

  @Test
  void leavesOutWhatHasBecomeTooOldAndRefusesWhatIsTooFarAheadAsTheLoadDid() {
    Instant now = Instant.now();
    programme.sendAll(
        List.of(
            Event.of("reward-redeemed", UUID.randomUUID(), now.minus(Duration.ofDays(800))).on(0),
            Event.of("reward-redeemed", UUID.randomUUID(), now.plus(Duration.ofDays(3))).on(0),
            Event.of("reward-redeemed", UUID.randomUUID(), now).on(0)));
    Account loaded = warehouse.awaitRecords("reward-redeemed", 3);
    assertThat(loaded).isEqualTo(new Account(3, 1, 0, 0, 2));

    JsonNode done = replays.run("{\"eventTypes\": [\"reward-redeemed\"]}");

    assertThat(counts(done)).containsExactly(3L, 0L, 1L, 0L, 1L, 1L);
    assertThat(warehouse.account("reward-redeemed")).isEqualTo(loaded);
    assertThat(warehouse.count("pipeline.dead_letter WHERE event_type = 'reward-redeemed'"))
        .isEqualTo(2);
  }

  @Test
  void meetsDuplicatesConflictsAndDeadLettersAgainWithoutListingThemTwice() {
    UUID twice = UUID.randomUUID();
    UUID changed = UUID.randomUUID();
    for (Event event :
        List.of(
            Event.coupon(twice, "same").on(0),
            Event.coupon(twice, "same").on(1),
            Event.coupon(changed, "first").on(1),
            Event.coupon(changed, "second").on(0),
            Event.coupon(UUID.randomUUID(), "only").on(0))) {
      programme.send(event);
    }
    programme.sendBytes("coupon-redeemed", 1, "no record".getBytes(StandardCharsets.UTF_8));
    Account loaded = warehouse.awaitRecords("coupon-redeemed", 6);
    assertThat(loaded).isEqualTo(new Account(6, 3, 1, 1, 1));
    Map<String, String> before = warehouse.contents();

    JsonNode again = replays.run("{\"eventTypes\": [\"coupon-redeemed\"]}");

    assertThat(counts(again)).containsExactly(6L, 0L, 4L, 1L, 1L, 0L);
    assertThat(warehouse.contents()).isEqualTo(before);
    assertThat(warehouse.account("coupon-redeemed")).isEqualTo(loaded);
    assertThat(warehouse.count("pipeline.conflict WHERE event_id = '%s'".formatted(changed)))
        .isEqualTo(1);
    programme.assertNothingIsUnaccountedFor(service);

    // The record that comes first becomes the row; the other is the conflict.
    warehouse.change("DELETE FROM bi.coupon_redeemed");
    JsonNode restored = replays.run("{\"eventTypes\": [\"coupon-redeemed\"]}");
    assertThat(counts(restored)).containsExactly(6L, 3L, 1L, 1L, 1L, 0L);
    assertThat(warehouse.account("coupon-redeemed")).isEqualTo(loaded);
  }

  @Test
  void readsNoFasterThanItIsAllowedTo() {
    programme.sendAll(
        IntStream.range(0, 400).mapToObj(i -> Event.points(UUID.randomUUID(), i)).toList());
    warehouse.awaitRecords("points-collected", 400);

    JsonNode done =
        replays.run("{\"eventTypes\": [\"points-collected\"], \"recordsPerSecond\": 400}");

    Instant started = Instant.parse(done.get("startedAt").asString());
    Instant ended = Instant.parse(done.get("endedAt").asString());
    assertThat(done.get("records").asLong()).isEqualTo(400);
    assertThat(Duration.between(started, ended)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  private interface Times {
    Instant at(int number);
  }

  private void loadTen(String type, Times occurred) {
    for (int i = 0; i < 10; i++) {
      programme.send(Event.of(type, UUID.randomUUID(), occurred.at(i)).on(0));
    }
    warehouse.awaitRecords(type, 10);
  }

  private List<Long> offsets(String table) {
    return warehouse
        .jdbc()
        .sql("SELECT kafka_offset FROM bi.%s ORDER BY kafka_offset".formatted(table))
        .query(Long.class)
        .list();
  }

  private static List<Long> counts(JsonNode replay) {
    return List.of("records", "inserted", "duplicates", "conflicts", "deadLettered", "skipped")
        .stream()
        .map(field -> replay.get(field).asLong())
        .toList();
  }
}
