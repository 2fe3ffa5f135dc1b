package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that events which fail checks of the contract are loaded, marked and counted. */
@ExtendWith(LocalStackExtension.class)
class ChecksIT {
  private static final String TOTAL = "total-is-sum-of-lines";
  private static final String SIGN = "sign-is-that-of-its-type";
  private static final String CLOCK = "occurred-before-it-was-received";
  private static final String NEGATIVE = "negative-in-a-correction-only";

  @Test
  void marksTheRowsOfEventsThatFailChecks_alsoInAReplay(LocalStack stack) {
    try (Programme programme = new Programme(stack, "checks_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start(ReplayCalls.quick())) {
      Warehouse warehouse = programme.warehouse();
      UUID good = UUID.randomUUID();
      UUID wrongTotal = UUID.randomUUID();
      UUID wrongSign = UUID.randomUUID();
      UUID wrongClock = UUID.randomUUID();
      UUID negative = UUID.randomUUID();
      Event bad = Event.purchase(wrongTotal, "bread");
      programme.send(Event.purchase(good, "a", "b", "c", "d", "e"));
      programme.send(bad);
      programme.send(returned(Event.purchase(wrongSign, "a", "b", "c", "d", "e")));
      programme.send(
          Event.purchase(wrongClock, "bread").at(Instant.now().plus(Duration.ofHours(1))));
      programme.send(Event.points(negative, -5));
      programme.send(Event.points(UUID.randomUUID(), 5));
      warehouse.awaitRecords("purchase-transaction", 4);
      warehouse.awaitRecords("points-collected", 2);
      // The duplicate becomes no row, and its batch is staged.
      List<Event> more = new ArrayList<>(List.of(bad));
      more.add(Event.purchase(UUID.randomUUID(), "late").at(Instant.parse("2026-01-01T00:00:00Z")));
      programme.sendAll(more);
      warehouse.awaitRecords("purchase-transaction", 6);

      Map<UUID, Object> marked = marked(warehouse);
      assertThat(marked)
          .containsEntry(wrongTotal, TOTAL)
          .containsEntry(wrongSign, SIGN)
          .containsEntry(wrongClock, TOTAL + "," + CLOCK)
          .containsEntry(negative, NEGATIVE)
          .hasSize(5)
          .doesNotContainKey(good);
      assertThat(warehouse.count("pipeline.dead_letter")).isZero();
      assertThat(warehouse.account("purchase-transaction").duplicates()).isEqualTo(1);
      assertThatCountersAre(service, 3, 1, 1, 1);

      warehouse.change(
          "DELETE FROM bi.purchase_transaction WHERE event_id = '%s'".formatted(wrongTotal));
      warehouse.change("DELETE FROM bi.points_collected");
      new ReplayCalls(service).run("{}");

      assertThat(marked(warehouse)).isEqualTo(marked);
      assertThatCountersAre(service, 4, 1, 1, 2);
      warehouse.assertRowsAreAccountedFor("purchase-transaction");
      warehouse.assertChangedDaysMatchTheLedger();
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  private static Event returned(Event purchase) {
    purchase.record().put("transactionType", "RETURN");
    return purchase;
  }

  /** Returns the failed checks of each row that fails any. */
  private static Map<UUID, Object> marked(Warehouse warehouse) {
    return warehouse.contentsById(
        """
        SELECT event_id, array_to_string(checks_failed, ',')
        FROM bi.purchase_transaction WHERE checks_failed IS NOT NULL
        UNION ALL
        SELECT event_id, array_to_string(checks_failed, ',')
        FROM bi.points_collected WHERE checks_failed IS NOT NULL""");
  }

  private static void assertThatCountersAre(
      ConfigurableApplicationContext service, int total, int sign, int clock, int negative) {
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              assertThat(failures(service, "purchase-transaction", TOTAL)).isEqualTo(total);
              assertThat(failures(service, "purchase-transaction", SIGN)).isEqualTo(sign);
              assertThat(failures(service, "purchase-transaction", CLOCK)).isEqualTo(clock);
              assertThat(failures(service, "points-collected", NEGATIVE)).isEqualTo(negative);
            });
  }

  private static double failures(
      ConfigurableApplicationContext service, String type, String check) {
    return service
        .getBean(MeterRegistry.class)
        .get("consumption.checks.failed")
        .tag("event.type", type)
        .tag("check", check)
        .counter()
        .count();
  }
}
