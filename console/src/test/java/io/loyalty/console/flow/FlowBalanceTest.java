package io.loyalty.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.HandClock;
import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.VisitedConsole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowBalanceTest {
  private VisitedConsole console;

  @BeforeEach
  void start() {
    console = new VisitedConsole(new HandClock("2026-01-31T12:34:56Z"));
    Statuses.allIsWell(console);
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String page(String... reconciliations) {
    console
        .consumption()
        .answers(
            "GET /reconciliations",
            "{\"reconciliations\": [%s]}".formatted(String.join(",", reconciliations)));
    return console.signedIn("bob").page("/");
  }

  /** Writes a reconciliation that ended at an hour; the type is JSON. */
  private static String finished(String id, String type, int hour, long missing, long unproven) {
    return """
        {"id": "%s", "state": "FINISHED", "eventType": %s, "deep": false,
         "startedAt": "2026-01-31T%3$02d:00:00Z", "endedAt": "2026-01-31T%3$02d:00:05Z",
         "partitions": 1, "partitionsDone": 1, "records": 0, "unaccounted": %4$d, "unproven": %5$d}
        """
        .formatted(id, type, hour, missing, unproven);
  }

  @Test
  void theHeadlineIsOfAllEventTypes_whateverOneTypeHasFoundSince() {
    assertThat(
            page(
                finished("one", "\"points-collected\"", 12, 0, 0),
                finished("all", "null", 11, 500, 0)))
        .contains("class=\"bad\" data-live=\"unaccounted\">500<")
        .contains("href=\"/runs/reconciliations/all\"")
        .contains(
            "as of the reconcile of all event types that ended 1 h 34 min ago",
            "2026-01-31 11:00:00 UTC",
            "2026-01-31 11:00:05 UTC");
  }

  @Test
  void theHeadlineIsNotKnown_ifNoneOfAllTypesHasFinished() {
    assertThat(
            page(
                finished("failed", "null", 12, 0, 0).replace("FINISHED", "FAILED"),
                finished("one", "\"points-collected\"", 11, 0, 0)))
        .contains("class=\"warn\" data-live=\"unaccounted\">–<")
        .contains("Not known: no recent reconcile of all event types has finished.")
        .contains("<a href=\"/runs\">Start a reconcile of all event types under Runs.</a>");
  }

  @Test
  void aListThatIsNotAnsweredAsksForNoReconcile() {
    console.consumption().answers("GET /reconciliations", 503, "{\"detail\": \"It starts.\"}");

    assertThat(console.signedIn("bob").page("/"))
        .contains("data-live=\"unaccounted.note\">Not known: It starts.<")
        .doesNotContain("under Runs");
  }

  @Test
  void nothingIsGreen_whileSomethingCouldNotBeProven() {
    assertThat(page(finished("all", "null", 12, 0, 1_200)))
        .contains("class=\"warn\" data-live=\"unaccounted\">0<")
        .contains("34 min ago; 1,200 records or rows could not be proven");
  }

  @Test
  void theNewestOfManyRunsOfOneTypeDoNotHideTheOneOfAll() {
    page();

    assertThat(console.consumption().asked())
        .anyMatch(each -> each.line().equals("GET /reconciliations?limit=100"));
  }
}
