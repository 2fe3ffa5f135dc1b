package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class MetersIT {
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(consumption_\\w+)`");
  private static final Pattern SCRAPED =
      Pattern.compile("(?m)^(consumption_\\w+?)(?:_count|_sum|_max|_bucket)?[{ ]");
  private static final double DAY = 86_400;
  private static final byte[] OF_NO_SCHEMA = {0, 0x7f, 0, 0, 1, 2};

  @Test
  void aScrapeHoldsTheDocumentedMetersAndTellsLagHeldPartitionsAndLosses(LocalStack stack)
      throws IOException {
    try (Programme programme = new Programme(stack, "meters_it").withTopics(1);
        ConfigurableApplicationContext service =
            programme.start("consumption.meters.refresh=200ms", "consumption.proof.interval=1s")) {
      UUID twice = UUID.randomUUID();
      programme.send(Event.points(twice, 1));
      programme.send(Event.points(twice, 1));
      programme.sendBytes("points-collected", 0, "garbage".getBytes(StandardCharsets.UTF_8));
      programme.send(Event.coupon(UUID.randomUUID(), "known"));
      programme.sendBytes("coupon-redeemed", 0, OF_NO_SCHEMA);
      programme.warehouse().awaitRecords("points-collected", 3);

      awaitLine(service, "consumption_records_total{event_type=\"points-collected\"} 3.0");
      awaitLine(
          service,
          "consumption_outcomes_total{event_type=\"points-collected\",outcome=\"duplicate\"} 1.0");
      awaitLine(
          service,
          "consumption_dead_letters_open{event_type=\"points-collected\",reason=\"malformed-record\",station=\"load\"} 1.0");
      awaitLine(
          service,
          "consumption_partitions_held{code=\"UNKNOWN_SCHEMA\",event_type=\"coupon-redeemed\"} 1.0");
      awaitLine(
          service, "consumption_lag_records{event_type=\"coupon-redeemed\",partition=\"0\"} 1.0");
      awaitLine(
          service, "consumption_lag_records{event_type=\"points-collected\",partition=\"0\"} 0.0");
      awaitLine(service, "consumption_unaccounted{event_type=\"points-collected\"} 0.0");
      awaitTimeUntilLoss(service, 6 * DAY, 7 * DAY);
      assertThat(topic(service, "coupon-redeemed").get("secondsUntilLoss").asDouble())
          .isBetween(6 * DAY, 7 * DAY);
      assertThat(topic(service, "points-collected").get("secondsUntilLoss").isNull()).isTrue();
      assertThat(topic(service, "points-collected").get("unaccounted").asLong(-1)).isZero();

      assertThat(names(SCRAPED, scrape(service)))
          .isEqualTo(names(DOCUMENTED, Files.readString(Path.of("../docs/metrics.md"))));

      programme.assertNothingIsUnaccountedFor(service);
      programme.warehouse().change("DELETE FROM bi.points_collected");
      awaitLine(service, "consumption_unaccounted{event_type=\"points-collected\"} 2.0");
      assertThat(topic(service, "points-collected").get("unaccounted").asLong()).isEqualTo(2);
    }
  }

  private static JsonNode topic(ConfigurableApplicationContext service, String eventType) {
    return Api.json(new Api(service, Api.TOKEN).get("/status"))
        .get("topics")
        .valueStream()
        .filter(each -> each.get("eventType").asString().equals(eventType))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until the time until a loss is in these bounds; the default retention is seven days. */
  private static void awaitTimeUntilLoss(
      ConfigurableApplicationContext service, double least, double most) {
    Pattern line =
        Pattern.compile(
            "(?m)^consumption_time_until_loss_seconds\\{event_type=\"coupon-redeemed\",partition=\"0\"} (\\S+)$");
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () -> {
              Matcher found = line.matcher(scrape(service));
              assertThat(found.find()).isTrue();
              assertThat(Double.parseDouble(found.group(1))).isBetween(least, most);
            });
  }

  private static void awaitLine(ConfigurableApplicationContext service, String line) {
    await(line)
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(() -> assertThat(scrape(service).lines()).contains(line));
  }

  private static String scrape(ConfigurableApplicationContext service) {
    String body = HttpAnswer.get(service, "/actuator/prometheus").body();
    assertThat(body.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.contains("warehouse=\"warehouse\""));
    return body.replaceAll(",?warehouse=\"warehouse\"", "").replace("{}", "");
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      names.add(found.group(1));
    }
    return names;
  }
}
