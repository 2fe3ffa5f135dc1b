package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Tests that a partition whose brokers are all gone stops no other partition. */
@ExtendWith(LocalStackExtension.class)
class LeaderlessPartitionIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TYPE = "coupon-redeemed";
  private static final String OTHER = "points-collected";
  private static final int FIRST_BROKER = 1;

  @Test
  void holdsThatPartitionAlone_fromTheStartOrWhileItLoads_andGoesOnWithIt(LocalStack stack) {
    try (Programme programme = new Programme(stack, "leaderless_it")) {
      programme.makeGroupsKnown();
      programme.createTopic(
          TYPE, Map.of(0, List.of(FIRST_BROKER), 1, List.of(stack.startSecondBroker())));
      programme.createTopic(OTHER, Map.of(0, List.of(FIRST_BROKER)));
      programme.sendAll(coupons(1, 7));
      stack.stopSecondBroker();
      programme.sendAll(coupons(0, 5));
      programme.sendAll(List.of(Event.points(UUID.randomUUID(), 1)));

      try (ConfigurableApplicationContext service = programme.start()) {
        Api api = new Api(service, Api.TOKEN);
        assertThat(programme.warehouse().awaitRecords(TYPE, 5)).isEqualTo(loaded(5));
        assertThat(programme.warehouse().awaitRecords(OTHER, 1)).isEqualTo(loaded(1));
        awaitHeldAlone(api);
        awaitLagUnknownOfItsTopicAlone(api);

        stack.startSecondBroker();
        assertThat(programme.warehouse().awaitRecords(TYPE, 12)).isEqualTo(loaded(12));
        await().atMost(LONG).untilAsserted(() -> assertThat(holds(api)).isEmpty());

        stack.stopSecondBroker();
        awaitHeldAlone(api);
        programme.sendAll(coupons(0, 3));
        programme.sendAll(List.of(Event.points(UUID.randomUUID(), 2)));
        assertThat(programme.warehouse().awaitRecords(TYPE, 15)).isEqualTo(loaded(15));
        assertThat(programme.warehouse().awaitRecords(OTHER, 2)).isEqualTo(loaded(2));
        awaitHeldAlone(api);

        stack.startSecondBroker();
        programme.sendAll(coupons(1, 2));
        assertThat(programme.warehouse().awaitRecords(TYPE, 17)).isEqualTo(loaded(17));
        await().atMost(LONG).untilAsserted(() -> assertThat(holds(api)).isEmpty());
        programme.warehouse().assertLedgerIsContiguous();
        programme.assertNothingIsUnaccountedFor(service);
      }
    } finally {
      stack.stopSecondBroker();
    }
  }

  private static void awaitHeldAlone(Api api) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              JsonNode holds = holds(api);
              assertThat(holds).hasSize(1);
              JsonNode held = holds.get(0);
              assertThat(held.get("code").asString()).isEqualTo("NO_LEADER");
              assertThat(held.get("partition").asInt()).isEqualTo(1);
              assertThat(held.get("needsDecision").asBoolean()).isFalse();
              assertThat(held.get("reason").asString())
                  .isEqualTo(
                      "no leader of the partition answers; start the brokers that have its replicas");
            });
  }

  private static JsonNode holds(Api api) {
    return Api.json(api.get("/holds")).get("holds");
  }

  private static void awaitLagUnknownOfItsTopicAlone(Api api) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              JsonNode status = Api.json(api.get("/status"));
              assertThat(lag(status, TYPE).isNull()).as("unknown lag").isTrue();
              assertThat(lag(status, OTHER).toString()).isEqualTo("0");
            });
  }

  private static JsonNode lag(JsonNode status, String type) {
    return StreamSupport.stream(status.get("topics").spliterator(), false)
        .filter(each -> each.get("eventType").asString().equals(type))
        .findFirst()
        .orElseThrow()
        .get("lag");
  }

  private static Account loaded(long records) {
    return new Account(records, records, 0, 0, 0);
  }

  private static List<Event> coupons(int partition, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Event.coupon(UUID.randomUUID(), "coupon-" + i).on(partition))
        .toList();
  }
}
