package io.loyalty.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.VisitedConsole;
import io.loyalty.console.visit.Watch;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that each live screen is told what changes on it, and nothing else. */
class LiveScreensTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private VisitedConsole console;

  @BeforeEach
  void start() {
    console = new VisitedConsole("--console.live.interval=200ms");
    Statuses.allIsWell(console);
    stores("S-1", 1);
    console
        .consumption()
        .answers("GET /events/latest", "{\"eventType\": \"fraud-suspected\", \"events\": []}")
        .answers("GET /redrives", "{\"redrives\": []}");
    replay("RUNNING", 300);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void theBoardIsToldThatSomethingHappenedAtAStore() throws IOException {
    try (Watch watch = watch("live", "stores")) {
      long alerts = count(watch, "alerts");
      stores("S-1", 2);
      awaitMore(watch, "stores", 1);

      assertThat(count(watch, "alerts")).isEqualTo(alerts);
    }
  }

  @Test
  void thePageOfARunIsToldOfItsProgress_andTheListOfRunsOfItsEnd() throws IOException {
    try (Watch watch = watch("runs", "progress")) {
      watch.awaitLine("event:changed"::equals);
      replay("RUNNING", 301);
      awaitMore(watch, "progress", 1);
      assertThat(count(watch, "changed")).isEqualTo(1);

      replay("DONE", 301);
      awaitMore(watch, "changed", 1);
    }
  }

  @Test
  void theScreenOfDeadLettersIsToldThatOthersHaveCome() throws IOException {
    try (Watch watch = watch("letters", "changed")) {
      console
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(Statuses.topic("purchase-transaction", 990, 0, "null"))
                  .replace("\"count\": 31", "\"count\": 32"));
      awaitMore(watch, "changed", 1);
    }
  }

  @Test
  void theDoctorIsToldThatACheckGoesOtherwise_andNotThatAFigureChanged() throws IOException {
    try (Watch watch = watch("doctor", "changed")) {
      long asked = asked();
      console.ingestion().answers("GET /status", Statuses.ingestion(13, 1_031, 31));
      await().atMost(PATIENCE).until(() -> asked() > asked + 2);
      assertThat(count(watch, "changed")).isEqualTo(1);

      console.ingestion().answers("GET /status", 503, "{\"detail\": \"It is starting.\"}");
      awaitMore(watch, "changed", 1);
    }
  }

  @Test
  void theListOfEventTypesGetsTheirLag() throws IOException {
    try (Watch watch = watch("types", "figures")) {
      console
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(Statuses.topic("purchase-transaction", 990, 1_250, "null")));

      watch.awaitLine(each -> each.contains("\"lag.purchase-transaction\":[\"1,250\""));
    }
  }

  /** Returns the stream of a screen, once the page has the state of now. */
  private Watch watch(String channel, String event) {
    Watch watch = console.signedIn("bob").watch("/stream/" + channel);
    watch.awaitLine(("event:" + event)::equals);
    return watch;
  }

  private static void awaitMore(Watch watch, String event, long than) {
    await().atMost(PATIENCE).until(() -> count(watch, event) > than);
  }

  private static long count(Watch watch, String event) {
    return watch.lines().stream().filter(("event:" + event)::equals).count();
  }

  private long asked() {
    return console.ingestion().asked().stream()
        .filter(each -> each.line().equals("GET /status"))
        .count();
  }

  private void stores(String id, int coupons) {
    console
        .streams()
        .answers(
            "GET /stores",
            """
            {"from": "2026-01-31T11:00:00Z", "stores": [
              {"storeId": "%s", "rewards": 0, "pointsRedeemed": 0, "coupons": %d, "baskets": []}]}\
            """
                .formatted(id, coupons));
  }

  private void replay(String state, int records) {
    console
        .consumption()
        .answers(
            "GET /replays",
            """
            {"replays": [{"id": "r1", "state": "%s", "reason": null, "mode": "merge", "eventTypes": [],
              "createdAt": "2026-01-31T12:00:00Z", "records": %d, "totalRecords": 940, "inserted": 12,
              "duplicates": 288, "conflicts": 0, "deadLettered": 0, "skipped": 0, "percent": 31.9,
              "partitions": []}]}\
            """
                .formatted(state, records));
  }
}
