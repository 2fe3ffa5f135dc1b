package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests rows that the database refuses, because a test has added a constraint. */
@ExtendWith(LocalStackExtension.class)
class RefusedRowIT {
  private final LocalStack stack;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  RefusedRowIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void startService(TestInfo test) {
    String name = "refused_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start(ReplayCalls.quick());
    programme.send(Event.points(UUID.randomUUID(), 0));
    warehouse.awaitRecords("points-collected", 1);
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void makesTheOneBadRowOfTwentyThousandADeadLetter_andLoadsTheOthers() {
    refusePoints("points <> 13131");
    List<Event> events = Event.points(20_000);

    programme.sendAll(events);
    Account account = warehouse.awaitRecords("points-collected", 20_001);

    assertThat(account).isEqualTo(new Account(20_001, 20_000, 0, 0, 1));
    assertThat(warehouse.count("bi.points_collected WHERE points = 13131")).isZero();
    Map<String, Object> letter =
        warehouse.jdbc().sql("SELECT * FROM pipeline.dead_letter").query().singleRow();
    assertThat(letter)
        .containsEntry("station", "load")
        .containsEntry("reason", "row-refused")
        .containsEntry("event_type", "points-collected")
        .containsEntry("record_key", events.get(13_131).key());
    assertThat((byte[]) letter.get("original"))
        .isEqualTo(events.get(13_131).bytes(schemaId("points-collected")));
    assertThat((String) letter.get("detail"))
        .contains("23514", "points_collected", "refused_by_test")
        .doesNotContain("13131");
    assertAccountedFor("points-collected");
  }

  @Test
  void findsEveryBadRow_whereverTheyStand() {
    refusePoints("points % 50 <> 1");

    programme.sendAll(Event.points(1_000));
    Account account = warehouse.awaitRecords("points-collected", 1_001);

    assertThat(account).isEqualTo(new Account(1_001, 981, 0, 0, 20));
    assertThat(warehouse.count("bi.points_collected WHERE points % 50 = 1")).isZero();
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'row-refused'")).isEqualTo(20);
    assertAccountedFor("points-collected");
  }

  @Test
  void makesARecordADeadLetter_whenOneOfItsChildRowsIsRefused() {
    warehouse.change(
        """
        ALTER TABLE bi.purchase_transaction_line_item
        ADD CONSTRAINT refused_by_test CHECK (product_id <> 'bad')""");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(Event.purchase(UUID.randomUUID(), "a", i == 77 ? "bad" : "b", "c"));
    }

    programme.sendAll(events);
    Account account = warehouse.awaitRecords("purchase-transaction", 200);

    assertThat(account).isEqualTo(new Account(200, 199, 0, 0, 1));
    assertThat(warehouse.count("bi.purchase_transaction_line_item")).isEqualTo(3 * 199);
    assertThat(
            warehouse
                .jdbc()
                .sql("SELECT original FROM pipeline.dead_letter")
                .query(byte[].class)
                .single())
        .isEqualTo(events.get(77).bytes(schemaId("purchase-transaction")));
    assertAccountedFor("purchase-transaction");
  }

  @Test
  void refusesABadRowAmongDuplicatesToo() {
    List<UUID> ids = IntStream.range(0, 100).mapToObj(i -> UUID.randomUUID()).toList();
    List<Event> events =
        LongStream.range(0, 100).mapToObj(i -> Event.points(ids.get((int) i), i)).toList();
    programme.sendAll(events);
    warehouse.awaitRecords("points-collected", 101);
    refusePoints("points <> 4711");

    programme.sendAll(events);
    programme.send(Event.points(UUID.randomUUID(), 4_711));
    programme.sendAll(Event.points(100));
    Account account = warehouse.awaitRecords("points-collected", 302);

    assertThat(account).isEqualTo(new Account(302, 201, 100, 0, 1));
    assertAccountedFor("points-collected");
  }

  @Test
  void holdsTheTopic_whenTooManyRowsAreRefused_untilTheTableIsMended() {
    refusePoints("points < 0");

    programme.sendAll(Event.points(1_000));
    programme.send(Event.coupon(UUID.randomUUID(), "other"));
    warehouse.awaitRecords("coupon-redeemed", 1);
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(heldReasons())
                    .anyMatch(reason -> reason.contains("consumption.table.breaker")));
    assertThat(warehouse.count("pipeline.dead_letter")).isLessThanOrEqualTo(100);
    warehouse.change("ALTER TABLE bi.points_collected DROP CONSTRAINT refused_by_test");
    Account account = warehouse.awaitRecords("points-collected", 1_001);

    assertThat(account.inserted() + account.deadLettered()).isEqualTo(1_001);
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(account.inserted());
    assertThat(warehouse.count("pipeline.dead_letter")).isEqualTo(account.deadLettered());
    assertAccountedFor("points-collected");
  }

  @Test
  void aReplayRefusesTheSameRows() {
    programme.sendAll(Event.points(500));
    warehouse.awaitRecords("points-collected", 501);
    warehouse.change("DELETE FROM bi.points_collected WHERE points BETWEEN 100 AND 199");
    refusePoints("points <> 150");
    ReplayCalls replays = new ReplayCalls(service);

    var done = replays.awaitState(replays.start("{}"), "DONE");

    assertThat(done.get("inserted").asLong()).isEqualTo(99);
    assertThat(done.get("deadLettered").asLong()).isEqualTo(1);
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'row-refused'")).isEqualTo(1);
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(500);
    warehouse.assertLedgerIsContiguous();
  }

  private void refusePoints(String unless) {
    warehouse.change(
        "ALTER TABLE bi.points_collected ADD CONSTRAINT refused_by_test CHECK (%s) NOT VALID"
            .formatted(unless));
  }

  private int schemaId(String type) {
    return programme.schemaId(Programme.CATALOGUE.find(type).orElseThrow());
  }

  private void assertAccountedFor(String type) {
    warehouse.assertRowsAreAccountedFor(type);
    programme.assertNothingIsUnaccountedFor(service);
  }

  private List<String> heldReasons() {
    return service.getBean(LoadService.class).status().held().stream()
        .map(FlowStatus.Held::reason)
        .toList();
  }
}
