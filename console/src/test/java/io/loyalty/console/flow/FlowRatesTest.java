package io.loyalty.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.HandClock;
import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.VisitedConsole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowRatesTest {
  private static final String PURCHASE = "purchase-transaction";
  private static final String DERIVED = "purchase-enriched";

  private final HandClock clock = new HandClock("2026-01-31T12:00:00Z");
  private VisitedConsole console;

  @BeforeEach
  void start() {
    console = new VisitedConsole(clock);
    Statuses.allIsWell(console);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private static String topic(String eventType, long rows) {
    return Statuses.topic(eventType, rows, 0, "null");
  }

  private static String withoutLag(String topic) {
    return topic.replace("\"lag\": 0", "\"lag\": null");
  }

  /** Returns the page ten seconds after the first counts, when the second ones are answered. */
  private String pageAfter(String first, String second) {
    console.consumption().answers("GET /status", first);
    console.signedIn("bob").page("/");
    clock.turn(Duration.ofSeconds(10));
    console.consumption().answers("GET /status", second);
    return console.signedIn("bob").page("/");
  }

  @Test
  void anEventThatIsDerivedCountsOnlyWhereItIsLoaded() {
    assertThat(
            pageAfter(
                Statuses.consumption(
                    topic(PURCHASE, 100), topic(DERIVED, 100), topic("dead-letter", 0)),
                Statuses.consumption(
                    topic(PURCHASE, 400), topic(DERIVED, 300), topic("dead-letter", 20))))
        .contains(
            "data-live=\"in.rate\">32/s<",
            "data-live=\"published.rate\">30/s<",
            "data-live=\"refused.rate\">2/s<",
            "data-live=\"loaded.rate\">50/s<",
            "data-live=\"derived.rate\">20/s<");
  }

  @Test
  void withoutAnswerOfIngestionNobodyTellsWhatIsDerived() {
    console.ingestion().answers("GET /status", 503, "{\"detail\": \"It starts.\"}");

    assertThat(
            pageAfter(
                Statuses.consumption(topic(PURCHASE, 100), topic("dead-letter", 0)),
                Statuses.consumption(topic(PURCHASE, 400), topic("dead-letter", 0))))
        .contains(
            "data-live=\"in.rate\">–<",
            "data-live=\"published.rate\">–<",
            "data-live=\"loaded.rate\">30/s<",
            "data-live=\"derived.rate\">–<");
  }

  @Test
  void aSumThatLacksATypeIsSaidToBeAtLeastSoMuch() {
    String status = Statuses.ingestion(0, 1, 0);
    String counts = status.substring(status.indexOf("{\"eventType\""), status.indexOf("}],") + 1);
    console
        .ingestion()
        .answers(
            "GET /status",
            status.replace(counts, counts + "," + counts.replace(PURCHASE, "points-collected")));
    String points = withoutLag(topic("points-collected", 5));

    assertThat(
            pageAfter(
                Statuses.consumption(topic(PURCHASE, 100), points, topic("dead-letter", 0)),
                Statuses.consumption(topic(PURCHASE, 400), points, topic("dead-letter", 0))))
        .contains(
            "data-live=\"in.rate\">at least 30/s<",
            "data-live=\"published.rate\">at least 30/s<",
            "data-live=\"loaded.rate\">at least 30/s<",
            "data-live=\"freshness\">–<");
  }

  @Test
  void refusalsThatAreNotKnownMakeTheSumAtLeastSoMuch() {
    assertThat(
            pageAfter(
                Statuses.consumption(topic(PURCHASE, 100)),
                Statuses.consumption(topic(PURCHASE, 400))))
        .contains("data-live=\"in.rate\">at least 30/s<", "data-live=\"published.rate\">30/s<");
  }

  @Test
  void showsWhatTheLoadRefused_onItsEdge() {
    String refused =
        topic(PURCHASE, 100)
            .replace("\"deadLettered\": 0", "\"deadLettered\": 7")
            .replace("\"conflicts\": 0", "\"conflicts\": 3");
    console.consumption().answers("GET /status", Statuses.consumption(refused));
    String page = console.signedIn("bob").page("/");

    assertThat(page.substring(page.indexOf("data-live=\"loaded.rate\"")))
        .contains(
            "href=\"/dead-letters?station=load&amp;state=all\"",
            "class=\"warn\" data-live=\"load.refused\">7<",
            "class=\"warn\" data-live=\"conflicts\">3<");
  }
}
