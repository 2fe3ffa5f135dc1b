package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowState;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadIT {
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  @BeforeAll
  void startService(LocalStack stack) {
    programme = Programme.onAnEmptyDatabase(stack, "load_it").withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start();
    LoadService load = service.getBean(LoadService.class);
    await().atMost(Duration.ofMinutes(5)).until(() -> load.status().state() == FlowState.RUNNING);
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
  void loadsParentsAndChildrenOnceAndCountsEverythingSentAgain() {
    Account before = warehouse.account("purchase-transaction");
    long rowsBefore = warehouse.count("bi.purchase_transaction_line_item");
    List<Event> events =
        List.of(
            Event.purchase(UUID.randomUUID(), "bread", "milk"),
            Event.purchase(UUID.randomUUID()),
            Event.purchase(UUID.randomUUID(), "tea"));
    programme.sendAll(events);
    warehouse.awaitRecords("purchase-transaction", before.records() + 3);
    programme.sendAll(events);
    programme.sendAll(events);

    Account after = warehouse.awaitRecords("purchase-transaction", before.records() + 9);

    assertThat(after.inserted() - before.inserted()).isEqualTo(3);
    assertThat(after.duplicates() - before.duplicates()).isEqualTo(6);
    assertThat(after.conflicts()).isEqualTo(before.conflicts());
    assertThat(warehouse.count("bi.purchase_transaction_line_item") - rowsBefore).isEqualTo(3);
    warehouse.assertRowsAreAccountedFor("purchase-transaction");
  }

  @Test
  void keepsTheFirstOfTwoVersionsWithItsOwnChildrenAndListsTheConflict() {
    Account before = warehouse.account("purchase-transaction");
    UUID sameBatch = UUID.randomUUID();
    UUID later = UUID.randomUUID();
    programme.sendAll(
        List.of(
            Event.purchase(sameBatch, "a1", "a2", "a3").on(0),
            Event.purchase(sameBatch, "b1").on(0),
            Event.purchase(sameBatch, "a1", "a2", "a3").on(0),
            Event.purchase(later, "c1").on(0)));
    warehouse.awaitRecords("purchase-transaction", before.records() + 4);
    programme.send(Event.purchase(later, "c1", "c2").on(1));

    Account after = warehouse.awaitRecords("purchase-transaction", before.records() + 5);

    assertThat(after.inserted() - before.inserted()).isEqualTo(2);
    assertThat(after.duplicates() - before.duplicates()).isEqualTo(1);
    assertThat(after.conflicts() - before.conflicts()).isEqualTo(2);
    assertThat(products(sameBatch)).containsExactly("a1", "a2", "a3");
    assertThat(products(later)).containsExactly("c1");
    assertThat(
            warehouse.count(
                "pipeline.conflict WHERE event_id IN ('%s', '%s')".formatted(sameBatch, later)))
        .isEqualTo(2);
    warehouse.assertRowsAreAccountedFor("purchase-transaction");
  }

  @Test
  void loadsWhatIsNewAmongWhatIsKnownOrTwiceInOneBatch() {
    Account before = warehouse.account("purchase-transaction");
    long rowsBefore = warehouse.count("bi.purchase_transaction_line_item");
    List<UUID> known = Stream.generate(UUID::randomUUID).limit(40).toList();
    List<UUID> fresh = Stream.generate(UUID::randomUUID).limit(60).toList();
    programme.sendAll(known.stream().map(id -> Event.purchase(id, "k1", "k2")).toList());
    warehouse.awaitRecords("purchase-transaction", before.records() + 40);
    List<Event> mixed = new ArrayList<>();
    known.subList(0, 30).forEach(id -> mixed.add(Event.purchase(id, "k1", "k2").on(0)));
    fresh.forEach(id -> mixed.add(Event.purchase(id, "f1", "f2", "f3").on(0)));
    known.subList(30, 40).forEach(id -> mixed.add(Event.purchase(id, "k1").on(0)));
    fresh.subList(0, 5).forEach(id -> mixed.add(Event.purchase(id, "f1").on(0)));
    fresh.subList(5, 8).forEach(id -> mixed.add(Event.purchase(id, "f1", "f2", "f3").on(0)));
    programme.sendAll(mixed);

    Account after = warehouse.awaitRecords("purchase-transaction", before.records() + 40 + 108);

    assertThat(after.inserted() - before.inserted()).isEqualTo(40 + 60);
    assertThat(after.duplicates() - before.duplicates()).isEqualTo(30 + 3);
    assertThat(after.conflicts() - before.conflicts()).isEqualTo(10 + 5);
    assertThat(warehouse.count("bi.purchase_transaction_line_item") - rowsBefore)
        .isEqualTo(40 * 2 + 60 * 3);
    assertThat(products(fresh.get(0))).containsExactly("f1", "f2", "f3");
    assertThat(products(known.get(39))).containsExactly("k1", "k2");
    warehouse.assertRowsAreAccountedFor("purchase-transaction");
  }

  @Test
  void makesDeadLettersOfWhatIsNoRecordAndLoadsTheRest() {
    Account before = warehouse.account("coupon-redeemed");
    byte[] garbage = "no avro".getBytes(StandardCharsets.UTF_8);
    Event good = Event.coupon(UUID.randomUUID(), "good");
    byte[] truncated =
        Arrays.copyOf(
            good.bytes(
                programme.schemaId(Programme.CATALOGUE.find("coupon-redeemed").orElseThrow())),
            20);
    programme.sendBytes("coupon-redeemed", 0, garbage);
    programme.sendBytes("coupon-redeemed", 0, garbage);
    programme.sendBytes("coupon-redeemed", 0, null);
    programme.sendBytes("coupon-redeemed", 0, truncated);
    programme.sendBytes(
        "coupon-redeemed",
        0,
        Event.points(UUID.randomUUID(), 1)
            .bytes(programme.schemaId(Programme.CATALOGUE.find("points-collected").orElseThrow())));
    programme.send(good.on(0));

    Account after = warehouse.awaitRecords("coupon-redeemed", before.records() + 6);

    assertThat(after.inserted() - before.inserted()).isEqualTo(1);
    assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(5);
    assertThat(
            warehouse.count(
                """
                pipeline.dead_letter
                WHERE station = 'load' AND event_type = 'coupon-redeemed'
                  AND reason = 'malformed-record' AND original = 'no avro'::bytea"""))
        .isEqualTo(2);
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'tombstone'")).isEqualTo(1);
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'foreign-schema'"))
        .isEqualTo(1);
    warehouse.assertRowsAreAccountedFor("coupon-redeemed");
  }

  @Test
  void refusesWhatOccurredOutsideTheWindowAndMakesPartitionsForTheRest() {
    Account before = warehouse.account("points-collected");
    programme.sendAll(
        List.of(
            Event.points(UUID.randomUUID(), 1, Instant.parse("1970-01-01T00:00:00Z")),
            Event.points(UUID.randomUUID(), 2, Instant.now().plus(Duration.ofDays(2))),
            Event.points(UUID.randomUUID(), 3, Instant.now().minus(Duration.ofDays(2000))),
            Event.points(UUID.randomUUID(), 4, Instant.now())));

    Account after = warehouse.awaitRecords("points-collected", before.records() + 4);

    assertThat(after.inserted() - before.inserted()).isEqualTo(2);
    assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(2);
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'occurred-at-outside-window'"))
        .isEqualTo(2);
    warehouse.assertRowsAreAccountedFor("points-collected");
  }

  @Test
  void passesAbortedRecordsAndTransactionMarkersAsHoles() {
    try (KafkaProducer<byte[], byte[]> transactional =
        programme.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "load-it"))) {
      transactional.initTransactions();
      transactional.beginTransaction();
      programme.send(Event.coupon(UUID.randomUUID(), "kept").on(1), transactional);
      transactional.commitTransaction();
      transactional.beginTransaction();
      programme.send(Event.coupon(UUID.randomUUID(), "aborted").on(1), transactional);
      programme.send(Event.coupon(UUID.randomUUID(), "aborted").on(1), transactional);
      transactional.abortTransaction();
    }

    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(
                        warehouse.count(
                            """
                            (SELECT 1 FROM pipeline.load_ledger
                             WHERE topic LIKE '%coupon-redeemed' AND partition = 1
                             HAVING sum(holes) = 4 AND sum(records) = 1 AND max(to_offset) = 5)
                            """))
                    .isEqualTo(1));
    assertThat(warehouse.count("bi.coupon_redeemed WHERE coupon_code = 'aborted'")).isZero();
    warehouse.assertRowsAreAccountedFor("coupon-redeemed");
  }

  @Test
  void loadsDeadLettersOfIngestionOnceWithTheirViolations() {
    programme.sendAll(List.of(Event.deadLetter("x"), Event.deadLetter("y"), Event.deadLetter("x")));

    Account after = warehouse.awaitRecords("dead-letter", 3);

    assertThat(after.inserted()).isEqualTo(2);
    assertThat(after.duplicates()).isEqualTo(1);
    assertThat(warehouse.count("pipeline.dead_letter WHERE station = 'validate'")).isEqualTo(2);
    assertThat(warehouse.count("pipeline.dead_letter_violation")).isEqualTo(2);
    warehouse.assertLedgerIsContiguous();
  }

  private List<String> products(UUID purchase) {
    return warehouse
        .jdbc()
        .sql(
            """
            SELECT product_id FROM bi.purchase_transaction_line_item
            WHERE event_id = ? ORDER BY position""")
        .param(purchase)
        .query(String.class)
        .list();
  }
}
