package io.loyalty.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import io.loyalty.console.visit.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private VisitedConsole console;

  @BeforeEach
  void start() {
    console =
        new VisitedConsole(
            "--console.live.interval=200ms",
            "--console.live.listeners=30",
            // A stop that leaves streams open takes so long.
            "--spring.lifecycle.timeout-per-shutdown-phase=2m");
    Statuses.allIsWell(console);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void anOpenPageGetsAllFiguresFirst_andThenWhatHasChanged() throws IOException {
    try (Watch watch = console.signedIn("bob").watch("/stream/flow")) {
      watch.awaitLine(each -> each.startsWith("data:") && each.contains("\"rows\":[\"990\""));

      console
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(
                  Statuses.topic("purchase-transaction", 1_234, 0, "null"),
                  Statuses.topic("dead-letter", 31, 0, "null")));
      watch.awaitLine(each -> each.contains("\"rows\":[\"1,234\""));

      String changed =
          watch.lines().stream().filter(each -> each.contains("1,234")).findFirst().orElseThrow();
      assertThat(changed).doesNotContain("queue.waiting");
    }
  }

  @Test
  void theServicesAreAskedOnceForAllWhoWatch() throws IOException {
    List<Watch> all = new ArrayList<>();
    Visit visit = console.signedIn("bob");
    for (int i = 0; i < 30; i++) {
      all.add(visit.watch("/stream/flow"));
    }
    for (Watch each : all) {
      each.awaitLine(line -> line.contains("\"rows\":[\"990\""));
    }
    long begin = System.nanoTime();
    long asked = statusRequests();
    await().atMost(PATIENCE).until(() -> statusRequests() >= asked + 3);
    double seconds = (System.nanoTime() - begin) / 1e9;

    // At most one request in 0.9 s, whoever watches: three more take about two seconds, and one if
    // the first was late. Without that limit they take three intervals, 0.6 s.
    assertThat(seconds).isGreaterThan(0.8);
    for (Watch each : all) {
      each.close();
    }
  }

  @Test
  void oneTooManyIsRefused_andTheirPageStillShowsItsFigures() throws IOException {
    List<Watch> all = new ArrayList<>();
    Visit visit = console.signedIn("bob");
    for (int i = 0; i < 30; i++) {
      all.add(visit.watch("/stream/flow"));
    }

    assertThat(visit.get("/stream/flow").statusCode()).isEqualTo(503);
    assertThat(visit.page("/")).contains("data-live=\"rows\">990<");
    for (Watch each : all) {
      each.close();
    }
  }

  @Test
  void whoSignsOutIsSentNothingMore() throws IOException {
    Visit visit = console.signedIn("bob");
    try (Watch watch = visit.watch("/stream/flow")) {
      watch.awaitLine(each -> each.contains("\"rows\":[\"990\""));
      visit.post("/", "/logout", Map.of());

      watch.awaitEnd();
    }
  }

  @Test
  void nobodyListensWithoutSigningIn_orToAChannelThatIsNotThere() {
    assertThat(console.visit().get("/stream/flow", "Accept", "text/event-stream").statusCode())
        .isEqualTo(401);
    assertThat(console.signedIn("bob").get("/stream/elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void aStopEndsWhatIsOpen() throws IOException {
    try (Watch watch = console.signedIn("bob").watch("/stream/flow")) {
      watch.awaitLine(each -> each.contains("\"rows\":[\"990\""));
      long begin = System.nanoTime();
      console.close();

      watch.awaitEnd();
      assertThat((System.nanoTime() - begin) / 1e9).isLessThan(60);
    }
  }

  private long statusRequests() {
    return console.consumption().asked().stream()
        .filter(each -> each.line().equals("GET /status"))
        .count();
  }
}
