package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests that two services with two names and databases load all records of the same topics. */
@ExtendWith(LocalStackExtension.class)
class TwoWarehousesIT {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final List<String> TYPES =
      List.of("points-collected", "purchase-transaction", "offer-viewed", "dead-letter");

  @Test
  void bothLoadEveryEventToTheSameContents_andBothReconcile(LocalStack stack) {
    try (Programme programme = new Programme(stack, "two_it").withTopics(3)) {
      String url = programme.createDatabase("two_it_second");
      programme.sendAll(events());
      try (ConfigurableApplicationContext first = programme.start();
          ConfigurableApplicationContext second =
              programme.start(
                  "spring.datasource.url=" + url, "consumption.warehouse.name=second")) {
        // Both have all partitions now.
        programme.sendAll(events());
        programme.sendBytes("points-collected", 1, "garbage".getBytes(StandardCharsets.UTF_8));
        Warehouse one = programme.warehouse();
        Warehouse two = programme.warehouse(url);
        for (Warehouse each : List.of(one, two)) {
          assertThat(each.awaitRecords("points-collected", 401))
              .isEqualTo(new Account(401, 200, 200, 0, 1));
          assertThat(each.awaitRecords("purchase-transaction", 60))
              .isEqualTo(new Account(60, 30, 30, 0, 0));
          assertThat(each.awaitRecords("offer-viewed", 60))
              .isEqualTo(new Account(60, 30, 30, 0, 0));
          assertThat(each.awaitRecords("dead-letter", 2)).isEqualTo(new Account(2, 1, 1, 0, 0));
        }

        // The order of the partitions decides which of two equal records became the row.
        assertThat(two.contents()).isEqualTo(one.contents());
        assertThat(one.count("bi.purchase_transaction_line_item")).isEqualTo(60);
        for (Warehouse each : List.of(one, two)) {
          TYPES.forEach(
              type ->
                  assertThat(
                          each.count(
                              "pipeline.load_offset WHERE topic = '%s'"
                                  .formatted(programme.topic(type))))
                      .as(type)
                      .isEqualTo(type.equals("dead-letter") ? 1 : 3));
          each.assertLedgerIsContiguous();
        }
        programme.assertNothingIsUnaccountedFor(first);
        programme.assertNothingIsUnaccountedFor(second);
      }
    }
  }

  /**
   * Returns the same events each time, on the same partitions: the second time, all are duplicates.
   */
  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    IntStream.range(0, 200)
        .forEach(i -> events.add(Event.points(new UUID(1, i), i, NOON).on(i % 3)));
    IntStream.range(0, 30)
        .forEach(i -> events.add(Event.purchase(new UUID(2, i), "tea", "salt").on(i % 3)));
    IntStream.range(0, 30)
        .forEach(i -> events.add(Event.of("offer-viewed", new UUID(3, i), NOON).on(i % 3)));
    events.add(Event.deadLetter("two"));
    return events;
  }
}
