package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.proof.Depth;
import io.loyalty.consumption.proof.PartitionProof;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/**
 * Tests that rows of a deleted topic don't prove the records of a new topic with the same name and
 * offsets. A new cluster is the same case, since the topic's id differs.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormerLogIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final byte[] GARBAGE = "garbage".getBytes(StandardCharsets.UTF_8);

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private Api api;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "former_log_it").withTopics(1);
    warehouse = programme.warehouse();
    service = programme.start();
    api = new Api(service, Api.TOKEN);
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void missesEveryRowOfTheLogThatWasMadeAgain_althoughAFormerOneHadMore() {
    String type = "points-collected";
    programme.sendAll(Event.points(3_000));
    warehouse.awaitRecords(type, 3_000);
    remake(type);
    programme.sendAll(Event.points(600));
    resume(type);
    warehouse.awaitRecords(type, 3_600);
    PartitionProof whole = proof(type, false);
    assertThat(whole.depth()).isEqualTo(Depth.COUNTS);
    assertThat(whole.rows()).isEqualTo(600);
    assertThat(whole.unaccounted()).isZero();
    assertThat(proof(type, true).unaccounted()).isZero();

    warehouse.change(
        """
        DELETE FROM bi.points_collected
        WHERE loaded_at >= (SELECT max(log_since) FROM pipeline.load_decision
                            WHERE topic LIKE '%points-collected')""");

    assertThat(warehouse.count("bi.points_collected")).isEqualTo(3_000);
    for (boolean deep : List.of(false, true)) {
      PartitionProof robbed = proof(type, deep);
      assertThat(robbed.depth()).isEqualTo(Depth.EXACT);
      assertThat(robbed.unaccounted()).isEqualTo(600);
      assertThat(robbed.rows()).isZero();
      assertThat(robbed.missing()).hasSize(100).startsWith(0L, 1L, 2L);
      assertThat(robbed.rowsGone()).isZero();
    }
  }

  @Test
  void excusesNoMissingRow_byADeadLetterOrAConflictOfAFormerLog() {
    String type = "coupon-redeemed";
    UUID twice = UUID.randomUUID();
    programme.send(Event.coupon(twice, "a").on(0));
    programme.sendBytes(type, 0, GARBAGE);
    programme.send(Event.coupon(twice, "b").on(0));
    warehouse.awaitRecords(type, 3);
    remake(type);
    for (int i = 0; i < 3; i++) {
      programme.send(Event.coupon(UUID.randomUUID(), "c").on(0));
    }
    resume(type);
    warehouse.awaitRecords(type, 6);
    assertThat(proof(type, false).unaccounted()).isZero();

    // These are the offsets of the former log's dead letter and conflict.
    warehouse.change(
        """
        DELETE FROM bi.coupon_redeemed WHERE coupon_code = 'c' AND kafka_offset IN (1, 2)""");

    for (boolean deep : List.of(false, true)) {
      PartitionProof robbed = proof(type, deep);
      assertThat(robbed.missing()).containsExactly(1L, 2L);
      assertThat(robbed.unaccounted()).isEqualTo(2);
      assertThat(robbed.deadLettered() + robbed.conflicts()).isZero();
    }
  }

  @Test
  void knowsTheLogOfADeadLetterThatIsOlderThanTheColumn_byItsId() throws IOException {
    String type = "reward-redeemed";
    programme.sendBytes(type, 0, GARBAGE);
    warehouse.awaitRecords(type, 1);
    String known =
        "SELECT record_topic_id FROM pipeline.dead_letter WHERE record_topic = '%s'"
            .formatted(programme.topic(type));
    UUID topicId = warehouse.jdbc().sql(known).query(UUID.class).single();

    warehouse.change("UPDATE pipeline.dead_letter SET record_topic_id = NULL");
    // The log is the same, so it still explains its record.
    assertThat(proof(type, true).deadLettered()).isEqualTo(1);
    warehouse.change(backfill());

    assertThat(warehouse.jdbc().sql(known).query(UUID.class).single()).isEqualTo(topicId);
    assertThat(proof(type, false).unaccounted()).isZero();
  }

  /** Checks what the migration does with existing dead letters. */
  private static String backfill() throws IOException {
    String migration =
        new ClassPathResource("db/migration/V8__proof.sql")
            .getContentAsString(StandardCharsets.UTF_8);
    int start = migration.indexOf("UPDATE pipeline.dead_letter");
    return migration.substring(start, migration.indexOf(';', start));
  }

  @Test
  void missesARowOfAFormerLog_ofWhichOnlyCountsCanTell() {
    String type = "offer-viewed";
    sendAny(type, 5);
    warehouse.awaitRecords(type, 5);
    remake(type);
    sendAny(type, 2);
    resume(type);
    warehouse.awaitRecords(type, 7);
    assertThat(proof(type, false).unaccounted()).isZero();

    warehouse.change("DELETE FROM bi.offer_viewed WHERE kafka_offset IN (3, 4)");

    for (boolean deep : List.of(false, true)) {
      PartitionProof robbed = proof(type, deep);
      assertThat(robbed.rowsGone()).isEqualTo(2);
      assertThat(robbed.unaccounted()).isEqualTo(2);
      assertThat(robbed.missing()).isEmpty();
    }
  }

  @Test
  void saysThatNothingIsProvenOfALogThatIsHeld() {
    String type = "offer-received";
    sendAny(type, 3);
    warehouse.awaitRecords(type, 3);
    remake(type);
    sendAny(type, 2);
    awaitHeld(type);

    for (boolean deep : List.of(false, true)) {
      PartitionProof held = proof(type, deep);
      assertThat(held.depth()).isEqualTo(Depth.NONE);
      assertThat(held.unproven()).isEqualTo(2);
      assertThat(held.unaccounted()).isZero();
    }
    warehouse.change("DELETE FROM bi.offer_received WHERE kafka_offset = 0");
    assertThat(proof(type, false).rowsGone()).as("of the former log").isEqualTo(1);
  }

  @Test
  void proves_whereTheClockOfTheDatabaseWentBack_byReadingTheLog() {
    String type = "device-login";
    sendAny(type, 3);
    warehouse.awaitRecords(type, 3);
    // Like rows that were loaded while the clock was ahead.
    warehouse.change("UPDATE bi.device_login SET loaded_at = now() + interval '1 hour'");
    remake(type);
    sendAny(type, 3);
    resume(type);
    warehouse.awaitRecords(type, 6);

    PartitionProof after = proof(type, false);

    assertThat(
            warehouse.count(
                """
                pipeline.load_decision
                WHERE topic LIKE '%device-login'
                  AND log_since > (SELECT max(loaded_at) FROM bi.device_login)"""))
        .isEqualTo(1);
    assertThat(after.depth()).isEqualTo(Depth.EXACT);
    assertThat(after.unaccounted()).isZero();
    warehouse.change("DELETE FROM bi.device_login WHERE kafka_offset = 1 AND loaded_at < now()");
    assertThat(proof(type, false).missing()).containsExactly(1L);
  }

  private void sendAny(String type, int count) {
    programme.sendAll(
        IntStream.range(0, count)
            .mapToObj(i -> Event.of(type, UUID.randomUUID(), NOON).on(0))
            .toList());
  }

  private void remake(String type) {
    programme.deleteTopic(type);
    programme.createTopic(type, 1);
  }

  private void resume(String type) {
    awaitHeld(type);
    HttpResponse<String> answer =
        api.post("/holds/%s/0/resume?from=start".formatted(programme.topic(type)), "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void awaitHeld(String type) {
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat((Iterable<JsonNode>) Api.json(api.get("/holds")).get("holds"))
                    .anyMatch(each -> each.get("topic").asString().equals(programme.topic(type))));
  }

  private PartitionProof proof(String type, boolean deep) {
    return programme.reconcile(service, type, deep).partitions().get(0);
  }
}
