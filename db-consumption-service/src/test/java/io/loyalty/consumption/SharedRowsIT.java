package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests batches with few rows of each of several topics, which are written together. */
@ExtendWith(LocalStackExtension.class)
class SharedRowsIT {
  private static final int EACH = 20;

  private final LocalStack stack;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  SharedRowsIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void createTopics(TestInfo test) {
    String name = "shared_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void aBatchOfSeveralTopicsIsOneCopy() {
    programme.sendAll(events());

    service = programme.start();

    awaitAll(new Account(EACH, EACH, 0, 0, 0));
    assertThat(warehouse.count("bi.purchase_transaction_line_item")).isEqualTo(2 * EACH);
    assertThat(step("copy").count()).as("copies").isEqualTo(step("commit").count());
    assertAccountedFor();
  }

  @Test
  void eachTopicIsWrittenByItself_whenAnyOfTheRowsExists() {
    List<Event> first = events();
    programme.sendAll(first);
    service = programme.start();
    awaitAll(new Account(EACH, EACH, 0, 0, 0));

    programme.sendAll(events());
    programme.sendAll(first);

    awaitAll(new Account(3 * EACH, 2 * EACH, EACH, 0, 0));
    assertThat(warehouse.count("bi.purchase_transaction_line_item")).isEqualTo(4 * EACH);
    assertAccountedFor();
  }

  @Test
  void aRowThatIsRefusedIsADeadLetter_andTheOthersOfAllTopicsAreLoaded() {
    warehouse.change(
        """
        ALTER TABLE bi.coupon_redeemed
        ADD CONSTRAINT refused_by_test CHECK (coupon_code <> 'code-7')""");
    programme.sendAll(events());

    service = programme.start();

    Account whole = new Account(EACH, EACH, 0, 0, 0);
    assertThat(warehouse.awaitRecords("points-collected", EACH)).isEqualTo(whole);
    assertThat(warehouse.awaitRecords("purchase-transaction", EACH)).isEqualTo(whole);
    assertThat(warehouse.awaitRecords("coupon-redeemed", EACH))
        .isEqualTo(new Account(EACH, EACH - 1, 0, 0, 1));
    assertThat(warehouse.count("pipeline.dead_letter WHERE reason = 'row-refused'")).isOne();
    assertAccountedFor();
  }

  @Test
  void aTableThatIsMissingHoldsItsTopic_andTheOthersAreLoaded() {
    programme.sendAll(events());
    service = programme.start();
    awaitAll(new Account(EACH, EACH, 0, 0, 0));

    warehouse.change("ALTER TABLE bi.coupon_redeemed RENAME TO elsewhere");
    programme.sendAll(events());
    warehouse.awaitRecords("points-collected", 2 * EACH);
    warehouse.awaitRecords("purchase-transaction", 2 * EACH);
    assertThat(warehouse.account("coupon-redeemed").records()).isEqualTo(EACH);
    warehouse.change("ALTER TABLE bi.elsewhere RENAME TO coupon_redeemed");

    awaitAll(new Account(2 * EACH, 2 * EACH, 0, 0, 0));
    assertAccountedFor();
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (int number = 0; number < EACH; number++) {
      events.add(Event.points(UUID.randomUUID(), number));
      events.add(Event.purchase(UUID.randomUUID(), "a", "b"));
      events.add(Event.coupon(UUID.randomUUID(), "code-" + number));
    }
    return events;
  }

  private void awaitAll(Account expected) {
    for (String type : List.of("points-collected", "purchase-transaction", "coupon-redeemed")) {
      assertThat(warehouse.awaitRecords(type, expected.records())).as(type).isEqualTo(expected);
    }
  }

  private Timer step(String name) {
    return service
        .getBean(MeterRegistry.class)
        .get("consumption.batch.step")
        .tag("step", name)
        .timer();
  }

  private void assertAccountedFor() {
    for (String type : List.of("points-collected", "purchase-transaction", "coupon-redeemed")) {
      warehouse.assertRowsAreAccountedFor(type);
    }
    programme.assertNothingIsUnaccountedFor(service);
  }
}
