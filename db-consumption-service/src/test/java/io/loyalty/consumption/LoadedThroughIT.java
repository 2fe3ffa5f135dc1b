package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Tests that loaded-through times never exceed the broker's clock, however wrong the service's
 * clock is; in the tests the broker's clock is the machine's.
 */
@ExtendWith(LocalStackExtension.class)
class LoadedThroughIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String FED = "points-collected";
  private static final String IDLE = "offer-viewed";

  @Test
  void claimsNoMoreThanTheBrokersTime_whenTheServiceIsAnHourAhead(LocalStack stack) {
    assertClaims(stack, "through_ahead_it", Ahead.class);
  }

  @Test
  void goesOnWithTheBrokersTime_whenTheServiceIsAnHourBack(LocalStack stack) {
    assertClaims(stack, "through_back_it", Back.class);
  }

  @Test
  void claimsNothing_whereOnlySendersSayWhenARecordWasTaken(LocalStack stack) {
    try (Programme programme = new Programme(stack, "through_sender_it")) {
      programme.createTopic(FED, 1);
      programme.takeSendersTimes(FED);
      Warehouse warehouse = programme.warehouse();
      try (ConfigurableApplicationContext service =
          programme.start("consumption.meters.refresh=200ms")) {
        programme.sendAt(
            Event.points(UUID.randomUUID(), 1).on(0), Instant.now().plus(Duration.ofHours(1)));
        warehouse.awaitRecords(FED, 1);
        await("the end of the log is known")
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(
                            warehouse.count(
                                """
                                pipeline.freshness
                                WHERE event_type = 'points-collected' AND lag_records = 0
                                  AND lag_seconds = 0"""))
                        .isEqualTo(1));

        assertThat(warehouse.count("pipeline.load_offset WHERE loaded_through IS NOT NULL"))
            .isZero();
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  private static void assertClaims(LocalStack stack, String name, Class<?> clock) {
    try (Programme programme = new Programme(stack, name).withTopics(2)) {
      Warehouse warehouse = programme.warehouse();
      Instant begun = Instant.now();
      try (ConfigurableApplicationContext service =
          programme.startWith(clock, "consumption.meters.refresh=200ms")) {
        programme.sendAll(Event.points(20));
        warehouse.awaitRecords(FED, 20);

        // The records of one type also show that the idle types are fresh.
        await("it goes on while nothing flows")
            .atMost(LONG)
            .untilAsserted(
                () -> {
                  Instant through = through(warehouse, IDLE);
                  assertThat(through).isAfter(begun).isBefore(Instant.now());
                  assertThat(through(warehouse, FED)).isAfter(begun).isBefore(Instant.now());
                });
        Instant known = through(warehouse, IDLE);
        await()
            .atMost(LONG)
            .untilAsserted(
                () -> assertThat(through(warehouse, IDLE)).isAfter(known).isBefore(Instant.now()));
        assertThat(
                warehouse.count(
                    "pipeline.freshness WHERE lag_records <> 0 OR loaded_through > now()"))
            .isZero();
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  private static Instant through(Warehouse warehouse, String type) {
    Timestamp through =
        warehouse
            .jdbc()
            .sql("SELECT loaded_through FROM pipeline.freshness WHERE event_type = ?")
            .param(type)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    assertThat(through).isNotNull();
    return through.toInstant();
  }

  /** Is an hour ahead. */
  static class Ahead {
    @Bean
    @Primary
    Clock wrongClock() {
      return Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    }
  }

  /** Is an hour slow. */
  static class Back {
    @Bean
    @Primary
    Clock wrongClock() {
      return Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    }
  }
}
