package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Each test has its own event type, so that none sees the rows that another deletes. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final int UNKNOWN_SCHEMA = 999_999;
  private static final List<String> FIELDS =
      List.of(
          "records",
          "rows",
          "duplicates",
          "conflicts",
          "deadLettered",
          "holes",
          "expired",
          "lost",
          "givenUp",
          "rowsGone",
          "unledgered",
          "surplus",
          "unproven",
          "unaccounted");

  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = new Programme(stack, "proof_it").withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start();
  }

  @AfterAll
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void accountsForRowsDuplicatesConflictsDeadLettersAndHolesAndSeesWhatCountsHide() {
    sendMixed();
    Account account = warehouse.awaitRecords("points-collected", 130);
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(sum(reconcile("points-collected"), "holes")).isEqualTo(3));

    JsonNode counted = reconcile("points-collected");
    JsonNode read = reconcileDeep("points-collected");

    assertThat(depths(counted)).containsOnly("COUNTS");
    assertThat(depths(read)).containsOnly("EXACT");
    assertThat(counted.get("unaccounted")).isEqualTo(read.get("unaccounted"));
    for (String field : FIELDS) {
      assertThat(values(counted, field)).as(field).isEqualTo(values(read, field));
    }
    assertThat(counted.get("unaccounted").asLong()).isZero();
    assertThat(values(counted, "partition")).containsExactly(0L, 1L);
    assertThat(sum(counted, "rows")).isEqualTo(101).isEqualTo(account.inserted());
    assertThat(sum(counted, "duplicates")).isEqualTo(20).isEqualTo(account.duplicates());
    assertThat(sum(counted, "conflicts")).isEqualTo(5).isEqualTo(account.conflicts());
    assertThat(sum(counted, "deadLettered")).isEqualTo(4).isEqualTo(account.deadLettered());
    assertThat(sum(counted, "records")).isEqualTo(130);

    // Like a replay of partition 1 alone, which restores deleted rows of 0 as rows of 1.
    warehouse.change(
        """
        UPDATE bi.points_collected SET kafka_partition = 1, kafka_offset = 53
        WHERE kafka_partition = 0 AND kafka_offset = 3""");
    JsonNode moved = reconcile("points-collected");
    assertThat(moved.get("unaccounted").asLong()).isZero();
    assertThat(values(moved, "rows"))
        .containsExactly(values(read, "rows").get(0) - 1, values(read, "rows").get(1) + 1);
    assertThat(values(moved, "duplicates")).containsExactly(1L, 19L);

    // Partition 1 balances again by its counts, but an event is lost.
    warehouse.change(
        "DELETE FROM bi.points_collected WHERE kafka_partition = 1 AND kafka_offset = 40");
    JsonNode lost = reconcile("points-collected");
    assertThat(lost.get("unaccounted").asLong()).isEqualTo(1);
    assertThat(missing(lost, 1)).containsExactly(40L);
    assertThat(missing(lost, 0)).isEmpty();
  }

  @Test
  void listsExactlyTheOffsetsOfDeletedRowsUpToAHundredOfAPartition() {
    List<Event> events =
        IntStream.range(0, 450)
            .mapToObj(i -> Event.coupon(UUID.randomUUID(), "c-" + i).on(i % 2))
            .toList();
    programme.sendAll(events);
    warehouse.awaitRecords("coupon-redeemed", 450);
    assertThat(reconcile("coupon-redeemed").get("unaccounted").asLong()).isZero();

    warehouse.change(
        """
        DELETE FROM bi.coupon_redeemed
        WHERE (kafka_partition = 0 AND kafka_offset % 2 = 0)
           OR (kafka_partition = 1 AND kafka_offset IN (0, 17, 224))""");
    JsonNode after = reconcile("coupon-redeemed");

    assertThat(values(after, "unaccounted")).containsExactly(113L, 3L);
    assertThat(after.get("unaccounted").asLong()).isEqualTo(116);
    assertThat(missing(after, 0))
        .containsExactlyElementsOf(LongStream.range(0, 100).mapToObj(i -> 2 * i).toList());
    assertThat(missing(after, 1)).containsExactly(0L, 17L, 224L);
    assertThat(sum(after, "records"))
        .isEqualTo(sum(after, "rows") + after.get("unaccounted").asLong());
  }

  @Test
  void seesChildrenThatAreMissingWhenAskedToLookDeep() {
    UUID robbed = UUID.randomUUID();
    programme.sendAll(
        List.of(
            Event.purchase(UUID.randomUUID(), "bread", "milk").on(0),
            Event.purchase(robbed, "tea", "salt").on(0),
            Event.purchase(UUID.randomUUID()).on(0)));
    warehouse.awaitRecords("purchase-transaction", 3);
    assertThat(reconcileDeep("purchase-transaction").get("unaccounted").asLong()).isZero();

    warehouse.change(
        "DELETE FROM bi.purchase_transaction_line_item WHERE position = 2 AND event_id = '%s'"
            .formatted(robbed));

    assertThat(reconcile("purchase-transaction").get("unaccounted").asLong()).isZero();
    assertThat(missing(reconcileDeep("purchase-transaction"), 0)).containsExactly(1L);
  }

  @Test
  void countsWhatTheLogNoLongerHasAsExpired_andMissesItsRowsByTheirNumber() {
    for (int i = 0; i < 20; i++) {
      programme.send(Event.of("offer-viewed", UUID.randomUUID(), NOON).on(0));
    }
    warehouse.awaitRecords("offer-viewed", 20);
    programme.deleteRecords("offer-viewed", 0, 10);

    JsonNode counted = reconcile("offer-viewed");
    JsonNode read = reconcileDeep("offer-viewed");
    warehouse.change("DELETE FROM bi.offer_viewed WHERE kafka_offset < 10");
    JsonNode gone = reconcile("offer-viewed");
    warehouse.change("DELETE FROM bi.offer_viewed WHERE kafka_offset = 15");
    JsonNode missed = reconcile("offer-viewed");

    assertThat(sum(counted, "rows")).isEqualTo(20);
    assertThat(sum(counted, "expired")).isZero();
    for (JsonNode each : List.of(read, gone)) {
      assertThat(sum(each, "rows")).isEqualTo(10);
      assertThat(sum(each, "expired")).isEqualTo(10);
    }
    for (JsonNode each : List.of(counted, read)) {
      assertThat(each.get("unaccounted").asLong()).isZero();
      assertThat(sum(each, "lost")).isZero();
    }
    assertThat(sum(gone, "rowsGone")).isEqualTo(10);
    assertThat(gone.get("unaccounted").asLong()).isEqualTo(10);
    assertThat(missed.get("unaccounted").asLong()).isEqualTo(11);
    assertThat(missing(missed, 0)).containsExactly(15L);
  }

  @Test
  void reportsRecordsDeletedBeforeTheyWereLoaded_alsoOnceTheLoadHasPassedThem() {
    for (int i = 0; i < 10; i++) {
      programme.send(Event.of("offer-received", UUID.randomUUID(), NOON).on(0));
    }
    warehouse.awaitRecords("offer-received", 10);
    // The partition is held, as in an outage.
    programme.sendBytes(
        "offer-received",
        0,
        Event.of("offer-received", UUID.randomUUID(), NOON).bytes(UNKNOWN_SCHEMA));
    for (int i = 11; i < 30; i++) {
      programme.send(Event.of("offer-received", UUID.randomUUID(), NOON).on(0));
    }
    programme.deleteRecords("offer-received", 0, 25);

    for (JsonNode held : List.of(reconcile("offer-received"), reconcileDeep("offer-received"))) {
      assertThat(sum(held, "lost")).isEqualTo(15);
      assertThat(held.get("unaccounted").asLong()).isEqualTo(15);
      assertThat(missing(held, 0)).isEmpty();
    }

    warehouse.change(
        """
        UPDATE pipeline.load_offset SET next_offset = 25
        WHERE topic LIKE '%offer-received' AND partition = 0""");
    warehouse.awaitRecords("offer-received", 15);
    for (JsonNode wentOn : List.of(reconcile("offer-received"), reconcileDeep("offer-received"))) {
      assertThat(sum(wentOn, "lost")).isEqualTo(15);
      assertThat(wentOn.get("unaccounted").asLong()).isEqualTo(15);
      assertThat(sum(wentOn, "expired")).isEqualTo(10);
      assertThat(sum(wentOn, "rows")).isEqualTo(5);
    }
  }

  @Test
  void reconcilesTheTopicOfDeadLettersToo() {
    programme.sendAll(List.of(Event.deadLetter("x"), Event.deadLetter("y"), Event.deadLetter("x")));
    programme.sendBytes("dead-letter", 0, "no record".getBytes(StandardCharsets.UTF_8));
    warehouse.awaitRecords("dead-letter", 4);

    JsonNode whole = reconcile("dead-letter");
    JsonNode read = reconcileDeep("dead-letter");
    warehouse.change("DELETE FROM pipeline.dead_letter WHERE dead_letter_id = 'sha-y'");
    JsonNode after = reconcile("dead-letter");

    for (String field : FIELDS) {
      assertThat(values(whole, field)).as(field).isEqualTo(values(read, field));
    }
    assertThat(whole.get("unaccounted").asLong()).isZero();
    assertThat(sum(whole, "rows")).isEqualTo(2);
    assertThat(sum(whole, "duplicates")).isEqualTo(1);
    assertThat(sum(whole, "deadLettered")).isEqualTo(1);
    assertThat(missing(after, 0)).containsExactly(1L);
  }

  @Test
  void listsAllPartitionsInOrderAndRefusesWhatItDoesNotKnow() {
    List<String> partitions =
        StreamSupport.stream(
                ReconcileCalls.to(service).all(false).get("partitions").spliterator(), false)
            .map(each -> each.get("topic").asString() + " " + each.get("partition").asInt())
            .toList();
    assertThat(partitions).hasSize(Programme.partitions(2)).isSorted();

    HttpResponse<String> unknown = ReconcileCalls.to(service).post("{\"eventType\":\"nothing\"}");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(Api.json(unknown).get("detail").asString()).contains("there is no event type");
  }

  /** Publishes 101 events, 20 of them twice, 5 with other content, 4 invalid records, 3 holes. */
  private void sendMixed() {
    List<Event> events =
        IntStream.range(0, 100).mapToObj(i -> Event.points(id(i), i).on(i < 50 ? 0 : 1)).toList();
    programme.sendAll(events);
    warehouse.awaitRecords("points-collected", 100);
    IntStream.range(0, 20).forEach(i -> programme.send(events.get(i).on(1)));
    IntStream.range(50, 55).forEach(i -> programme.send(Event.points(id(i), 1_000 + i).on(0)));
    IntStream.range(0, 4)
        .forEach(
            i ->
                programme.sendBytes(
                    "points-collected", i % 2, "garbage".getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<byte[], byte[]> transactional =
        programme.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "proof-it"))) {
      transactional.initTransactions();
      transactional.beginTransaction();
      programme.send(Event.points(UUID.randomUUID(), 1).on(0), transactional);
      transactional.commitTransaction();
      transactional.beginTransaction();
      programme.send(Event.points(UUID.randomUUID(), 2).on(0), transactional);
      transactional.abortTransaction();
    }
  }

  private static UUID id(int number) {
    return new UUID(7, number);
  }

  private JsonNode reconcile(String eventType) {
    return ReconcileCalls.to(service).of(eventType, false);
  }

  private JsonNode reconcileDeep(String eventType) {
    return ReconcileCalls.to(service).of(eventType, true);
  }

  private static long sum(JsonNode reconciliation, String field) {
    return values(reconciliation, field).stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> depths(JsonNode reconciliation) {
    return StreamSupport.stream(reconciliation.get("partitions").spliterator(), false)
        .map(each -> each.get("depth").asString())
        .toList();
  }

  private static List<Long> values(JsonNode reconciliation, String field) {
    return StreamSupport.stream(reconciliation.get("partitions").spliterator(), false)
        .map(each -> each.get(field).asLong())
        .toList();
  }

  private static List<Long> missing(JsonNode reconciliation, int partition) {
    return StreamSupport.stream(
            reconciliation.get("partitions").get(partition).get("missing").spliterator(), false)
        .map(JsonNode::asLong)
        .toList();
  }
}
