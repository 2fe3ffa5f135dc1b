package io.loyalty.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.RecordedService;
import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final RecordedService PROMETHEUS = new RecordedService();

  @BeforeAll
  static void record() {
    PROMETHEUS.answers(
        "GET /api/v1/alerts",
        """
        {"status": "success", "data": {"alerts": [
          {"state": "firing", "activeAt": "2026-01-31T12:00:00Z",
           "labels": {"alertname": "QueueDeep", "severity": "page"},
           "annotations": {"summary": "The queue is deep <script>alert(1)</script>",
             "runbook_url": "javascript:alert(1)"}},
          {"state": "pending", "labels": {"alertname": "LoadLags"},
           "annotations": {"summary": "The load lags"}}]}}
        """);
  }

  @AfterAll
  static void stop() {
    PROMETHEUS.close();
  }

  private static VisitedConsole started(String... settings) {
    VisitedConsole console = new VisitedConsole(settings);
    Statuses.allIsWell(console);
    return console;
  }

  @Test
  void showsTheAccountFirst_andEachStationWithItsFigures() {
    try (VisitedConsole shown = started()) {
      String page = shown.signedIn("bob").page("/");

      assertThat(page)
          .containsPattern("class=\"good\" data-live=\"unaccounted\">0<")
          .contains(
              "data-live=\"queue.waiting\">12<",
              "data-live=\"queue.age\">1.5 s<",
              "data-live=\"ingestion.received\">1,031<",
              "data-live=\"topics.lag\">0<",
              "data-live=\"loss\">no loss ahead<",
              "data-live=\"rows\">990<",
              "up to date",
              "1 running");
      assertThat(page.indexOf("data-live=\"unaccounted\""))
          .isLessThan(page.indexOf("data-live=\"queue.waiting\""));
    }
  }

  @Test
  void warnsBeforeRetentionDeletesWhatIsNotLoaded() {
    try (VisitedConsole shown = started()) {
      shown
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(Statuses.topic("purchase-transaction", 1, 500, "7200")))
          .answers("GET /reconciliations", Statuses.reconciliations(4));

      assertThat(shown.signedIn("bob").page("/"))
          .contains(
              "class=\"bad\" data-live=\"loss\">2 h<",
              "class=\"bad\" data-live=\"unaccounted\">4<",
              "data-live=\"topics.lag\">500<");
    }
  }

  @Test
  void saysThatNoLossIsAheadOnlyIfThatIsKnown() {
    String loaded = Statuses.topic("points-collected", 1, 0, "null");
    String lagging = Statuses.topic("purchase-transaction", 1, 500, "null");
    String unknown =
        Statuses.topic("offer-viewed", 1, 0, "null").replace("\"lag\": 0", "\"lag\": null");
    String near = Statuses.topic("coupon-redeemed", 1, 500, "7200");

    assertThat(pageOf(loaded)).contains("data-live=\"loss\">no loss ahead<");
    assertThat(pageOf(loaded, lagging))
        .contains(
            "data-live=\"loss\">–<",
            "data-live=\"t.purchase-transaction.loss\">–<",
            "data-live=\"t.points-collected.loss\">no loss ahead<");
    assertThat(pageOf(loaded, unknown))
        .contains("data-live=\"loss\">–<", "data-live=\"t.offer-viewed.loss\">–<");
    assertThat(pageOf(near, unknown))
        .contains("class=\"bad\" data-live=\"loss\">at most 2 h<")
        .contains("data-live=\"t.coupon-redeemed.loss\" class=\"bad\">2 h<");
    assertThat(pageOf()).contains("data-live=\"loss\">–<");
  }

  private static String pageOf(String... topics) {
    try (VisitedConsole shown = started()) {
      shown.consumption().answers("GET /status", Statuses.consumption(topics));
      return shown.signedIn("bob").page("/");
    }
  }

  @Test
  void whetherEventsWillBeLostIsNotKnown_ifTheServiceIsDown() {
    try (VisitedConsole shown = started()) {
      shown.consumption().close();

      assertThat(shown.signedIn("bob").page("/"))
          .contains("data-live=\"loss\">–<")
          .doesNotContain("no loss ahead");
    }
  }

  @Test
  void alertsAreNotKnownWithoutPrometheus_andNoneOnlyIfItSaysSo() {
    try (VisitedConsole shown = started()) {
      assertThat(shown.signedIn("bob").page("/"))
          .contains("alerts are known only where <code>console.prometheus.url</code> is set.")
          .doesNotContain("<p>None.</p>");
    }
    try (RecordedService silent = new RecordedService();
        VisitedConsole shown = started("--console.prometheus.url=" + silent.address())) {
      silent.answers("GET /api/v1/alerts", "{\"status\": \"success\", \"data\": {\"alerts\": []}}");

      assertThat(shown.signedIn("bob").page("/"))
          .contains("<p>None.</p>")
          .doesNotContain("alerts are known only");
    }
  }

  @Test
  void aServiceThatIsDownIsASentenceInItsPlace_andTheRestIsThere() {
    try (VisitedConsole shown = started()) {
      shown.ingestion().close();

      assertThat(shown.signedIn("bob").page("/"))
          .contains("ingestion-service does not answer at", "data-live=\"rows\">990<");
    }
  }

  @Test
  void withoutAStreamServiceEachScreenSaysThatThereIsNone_andNotThatItIsDown() {
    try (VisitedConsole shown = started("--console.services.streams-url=")) {
      Visit bob = shown.signedIn("bob");

      assertThat(bob.page("/")).contains("No stream-service is configured");
      assertThat(bob.page("/doctor")).contains("None is configured");
      assertThat(bob.page("/live")).contains("There is no stream-service");
      assertThat(bob.get("/live/stores.csv"))
          .returns(503, HttpResponse::statusCode)
          .satisfies(file -> assertThat(file.body()).contains("There is no stream-service"));
      assertThat(bob.page("/live/store?id=1")).contains("There is no stream-service");
      assertThat(bob.page("/sources")).contains("No stream-service is configured");
      for (String path : new String[] {"/", "/doctor", "/live", "/live/store?id=1", "/sources"}) {
        assertThat(bob.page(path)).doesNotContain("stream-service does not answer", ".invalid");
      }
      assertThat(shown.streams().asked()).isEmpty();
    }
  }

  @Test
  void aServiceThatRefusesTheTokenIsASentenceToo() {
    try (VisitedConsole shown = started()) {
      shown
          .consumption()
          .answers(
              "GET /status", 403, "{\"status\": 403, \"detail\": \"This token may not read.\"}");

      assertThat(shown.signedIn("bob").page("/")).contains("This token may not read.");
    }
  }

  @Test
  void whatIsShownIsTextAndNeverMarkup() {
    try (VisitedConsole shown = started("--console.prometheus.url=" + PROMETHEUS.address())) {
      shown
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(Statuses.topic("<script>alert(2)</script>", 1, 0, "null")));

      assertThat(shown.signedIn("bob").page("/"))
          .contains(
              "The queue is deep &lt;script&gt;alert(1)&lt;/script&gt;",
              "&lt;script&gt;alert(2)&lt;/script&gt;")
          .doesNotContain("<script>alert", "javascript:", "The load lags");
    }
  }

  @Test
  void theTableCanBeFilteredAndDownloaded() {
    try (VisitedConsole shown = started()) {
      shown
          .consumption()
          .answers(
              "GET /status",
              Statuses.consumption(
                  Statuses.topic("points-collected", 7, 0, "null"),
                  Statuses.topic("purchase-transaction", 990, 0, "null")));
      HttpResponse<String> csv = shown.signedIn("bob").get("/flow.csv?q=points");

      assertThat(csv.headers().firstValue("Content-Disposition"))
          .hasValue("attachment; filename=\"flow.csv\"");
      assertThat(csv.body().lines())
          .hasSize(2)
          .element(1)
          .asString()
          .startsWith("points-collected,loyalty.points-collected,");
      assertThat(shown.signedIn("bob").page("/flow.json?sort=rows"))
          .startsWith("[{\"eventType\":\"purchase-transaction\"");
    }
  }

  @Test
  void aServiceThatDoesNotReachItsWarehouseMakesNoFileWithoutRows() {
    try (VisitedConsole shown = started()) {
      shown.consumption().answers("GET /status", Statuses.consumption());

      for (String path : new String[] {"/flow.csv", "/flow.json"}) {
        assertThat(shown.signedIn("bob").get(path))
            .returns(503, HttpResponse::statusCode)
            .satisfies(
                file ->
                    assertThat(file.body())
                        .contains("db-consumption-service or its warehouse does not answer."));
      }
    }
  }

  @Test
  void readsWithTheReadTokenAlone_andShowsNoToken() {
    try (VisitedConsole shown = started()) {
      String page = shown.signedIn("alice").page("/");

      assertThat(page).doesNotContain(VisitedConsole.READ_TOKEN, VisitedConsole.ACT_TOKEN);
      assertThat(shown.consumption().asked())
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(each.headers())
                      .containsEntry("authorization", "Bearer " + VisitedConsole.READ_TOKEN));
    }
  }

  @Test
  void hoursWithoutRecordsAreShownAsWell() {
    try (VisitedConsole shown = started()) {
      assertThat(shown.signedIn("bob").page("/flow-hours.csv").lines()).hasSize(25);
    }
  }
}
