package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

@ExtendWith(LocalStackExtension.class)
class FaultIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final LocalStack stack;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  FaultIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void startService(TestInfo test) {
    String name = "fault_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
    service = programme.start();
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void losesAndDoublesNothing_whenItsConnectionIsKilledAgainAndAgain() {
    List<Event> events = Event.points(10_000);
    for (int i = 0; i < 10; i++) {
      programme.sendAll(events.subList(i * 1_000, (i + 1) * 1_000));
      killLoadConnection();
    }

    Account account = warehouse.awaitRecords("points-collected", 10_000);

    assertThat(account).isEqualTo(new Account(10_000, 10_000, 0, 0, 0));
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void goesOn_whenPostgresWasAway() {
    programme.sendAll(Event.points(100));
    warehouse.awaitRecords("points-collected", 100);
    stack.stopPostgres();
    programme.sendAll(Event.points(100));
    awaitState(FlowState.HOLDING);
    stack.startPostgres();

    Account account = warehouse.awaitRecords("points-collected", 200);

    assertThat(account).isEqualTo(new Account(200, 200, 0, 0, 0));
    awaitState(FlowState.RUNNING);
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void goesOnWhereItWas_whenStartedAgainMidStream() {
    programme.sendAll(Event.points(5_000));
    await("the load has begun")
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .until(() -> warehouse.account("points-collected").records() > 0);
    service.close();
    programme.sendAll(Event.points(5_000));
    service = programme.start();

    Account account = warehouse.awaitRecords("points-collected", 10_000);

    assertThat(account).isEqualTo(new Account(10_000, 10_000, 0, 0, 0));
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void readsTheStoredOffsetAgain_whenAnotherWriterMovedIt() {
    for (int i = 0; i < 10; i++) {
      programme.send(Event.points(UUID.randomUUID(), i).on(0));
    }
    warehouse.awaitRecords("points-collected", 10);
    warehouse.change(
        """
        UPDATE pipeline.load_offset SET next_offset = 6
        WHERE topic LIKE '%points-collected' AND partition = 0""");
    programme.send(Event.points(UUID.randomUUID(), 10).on(0));

    Account account = warehouse.awaitRecords("points-collected", 15);

    assertThat(account).isEqualTo(new Account(15, 11, 4, 0, 0));
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(11);
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void holdsAPartition_whenItsTopicWasMadeAgain() {
    programme.sendAll(List.of(Event.coupon(UUID.randomUUID(), "old").on(0)));
    warehouse.awaitRecords("coupon-redeemed", 1);
    programme.deleteTopic("coupon-redeemed");
    programme.createTopic("coupon-redeemed", 1);
    programme.send(Event.coupon(UUID.randomUUID(), "new").on(0));
    programme.send(Event.coupon(UUID.randomUUID(), "new").on(0));

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(heldReasons()).anyMatch(reason -> reason.contains("made again")));
    programme.sendAll(Event.points(10));
    warehouse.awaitRecords("points-collected", 10);

    assertThat(warehouse.account("coupon-redeemed")).isEqualTo(new Account(1, 1, 0, 0, 0));
    assertThat(warehouse.count("bi.coupon_redeemed WHERE coupon_code = 'new'")).isZero();
    warehouse.assertRowsAreAccountedFor("coupon-redeemed");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void holdsAPartition_whenNobodyKnowsASchemaOfIt_andLoadsTheOthers() {
    byte[] unknown = Event.coupon(UUID.randomUUID(), "unknown").bytes(999_999);
    programme.send(Event.coupon(UUID.randomUUID(), "before").on(0));
    programme.sendBytes("coupon-redeemed", 0, unknown);
    programme.send(Event.coupon(UUID.randomUUID(), "after").on(0));
    programme.send(Event.coupon(UUID.randomUUID(), "other").on(1));

    warehouse.awaitRecords("coupon-redeemed", 2);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(heldReasons()).anyMatch(reason -> reason.contains("999999")));
    assertThat(warehouse.account("coupon-redeemed")).isEqualTo(new Account(2, 2, 0, 0, 0));
    assertThat(warehouse.count("pipeline.dead_letter")).isZero();
    warehouse.assertRowsAreAccountedFor("coupon-redeemed");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void holdsATopic_whileItsTableIsAway_andLoadsTheOthers() {
    programme.send(Event.coupon(UUID.randomUUID(), "first"));
    warehouse.awaitRecords("coupon-redeemed", 1);
    warehouse.change("ALTER TABLE bi.coupon_redeemed RENAME TO away");
    programme.sendAll(
        List.of(Event.coupon(UUID.randomUUID(), "second"), Event.points(UUID.randomUUID(), 1)));
    warehouse.awaitRecords("points-collected", 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(heldReasons()).anyMatch(reason -> reason.contains("42P01")));
    assertThat(warehouse.account("coupon-redeemed").records()).isEqualTo(1);
    warehouse.change("ALTER TABLE bi.away RENAME TO coupon_redeemed");

    Account account = warehouse.awaitRecords("coupon-redeemed", 2);

    assertThat(account).isEqualTo(new Account(2, 2, 0, 0, 0));
    warehouse.assertRowsAreAccountedFor("coupon-redeemed");
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(service);
  }

  @Test
  void makesThePartitionAgain_whenSomebodyDroppedIt() {
    programme.send(Event.coupon(UUID.randomUUID(), "first"));
    warehouse.awaitRecords("coupon-redeemed", 1);
    warehouse.change("DROP TABLE bi.coupon_redeemed_p202603");
    programme.send(Event.coupon(UUID.randomUUID(), "second"));

    Account account = warehouse.awaitRecords("coupon-redeemed", 2);

    assertThat(account).isEqualTo(new Account(2, 2, 0, 0, 0));
    assertThat(warehouse.count("bi.coupon_redeemed")).isEqualTo(1);
    warehouse.assertLedgerIsContiguous();
    // The dropped row is reported as missing.
    assertThat(service.getBean(Reconcile.class).run(Optional.empty(), false).unaccounted())
        .isEqualTo(1);
  }

  @Test
  void loadsEachEventOnce_whenASecondInstanceComesAndGoes() {
    programme.sendAll(Event.points(3_000));
    ConfigurableApplicationContext second = programme.start();
    programme.sendAll(Event.points(3_000));
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(warehouse.account("points-collected").records()).isPositive());
    second.close();
    programme.sendAll(Event.points(3_000));

    Account account = warehouse.awaitRecords("points-collected", 9_000);

    assertThat(account).isEqualTo(new Account(9_000, 9_000, 0, 0, 0));
    warehouse.assertRowsAreAccountedFor("points-collected");
    programme.assertNothingIsUnaccountedFor(service);
  }

  /** Waits for the connection of the load, which comes after the service's start and each kill. */
  private void killLoadConnection() {
    await()
        .atMost(LONG)
        .until(
            () ->
                !warehouse
                    .jdbc()
                    .sql(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = 'db-consumption-service load' AND datname = current_database()""")
                    .query()
                    .listOfRows()
                    .isEmpty());
  }

  private void awaitState(FlowState expected) {
    await().atMost(LONG).untilAsserted(() -> assertThat(state()).isEqualTo(expected));
  }

  private FlowState state() {
    return status().state();
  }

  private List<String> heldReasons() {
    return status().held().stream().map(FlowStatus.Held::reason).toList();
  }

  private FlowStatus status() {
    return service.getBean(LoadService.class).status();
  }
}
