package io.loyalty.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.Focusable;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private VisitedConsole console;

  // A console for each test, because answers are kept for a second.
  @BeforeEach
  void start() {
    console = new VisitedConsole();
    stores("S-1", "S-2");
    alerts("many-redemptions", "2026-01-31T12:00:04Z");
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void showsStoresAndSuspicions() {
    String page = text(console.signedIn("bob").page("/live"));

    assertThat(page)
        .contains("S-1 4 1 3 12.50 EUR, 7.00 USD 2 1 100")
        .contains("2026-01-31 12:00:00 UTC many-redemptions 80 S-1 many-redemptions");
  }

  @Test
  void refreshesTheStoresThatAreShownInTheirOrder_andTellsOfNewOnes() {
    String rows = text(console.signedIn("bob").page("/live/stores?id=S-9&id=S-2"));

    assertThat(rows).contains("S-9 – – –").contains("S-2 4 1").contains("1 more stores: show");
    assertThat(rows.indexOf("S-9")).isLessThan(rows.indexOf("S-2"));
  }

  @Test
  void whatIsSwappedKeepsTheFocus() {
    stores("S-1", "S 2<b>", "S-3");
    Visit bob = console.signedIn("bob");

    assertThat(Focusable.ids(bob.page("/live/stores?id=S-1&id=S+2%3Cb%3E")))
        .containsExactly("store-S-1", "store-S%202%3Cb%3E", "new-stores");
    assertThat(Focusable.ids(bob.page("/live/alerts/new?since=2026-01-31T12:00:03Z")))
        .containsExactly("new-alerts");
  }

  @Test
  void tellsOfNewSuspicions_andMovesNothing() {
    Visit bob = console.signedIn("bob");

    assertThat(bob.page("/live")).contains("since=2026-01-31T12:00:04Z");
    assertThat(bob.page("/live/alerts/new?since=2026-01-31T12:00:04Z")).doesNotContain("new: show");
    assertThat(bob.page("/live/alerts/new?since=2026-01-31T12:00:03Z")).contains("1 new: show");
  }

  @Test
  void showsTheMinutesOfAStore() {
    console.streams().answers("GET /stores/S-1", store("S-1", "EUR"));

    String page = console.signedIn("bob").page("/live/store?id=S-1");

    assertThat(text(page)).contains("5 baskets in the last 2 hours", "5 9 12.50 EUR 2 1 100");
    assertThat(text(console.signedIn("bob").page("/live/store/now?id=S-1")))
        .contains("5 baskets")
        .doesNotContain("Loyalty pipeline");
    assertThat(console.signedIn("bob").get("/live/store.csv?id=S-1").body())
        .contains("2026-01-31T12:00:00Z,5,9,12.50 EUR,2,1,100");
  }

  @Test
  void downloadsStoresAndSuspicions() {
    Visit bob = console.signedIn("bob");

    assertThat(bob.get("/live/stores.csv").body())
        .contains("\r\nS-1,4,1,3,\"12.50 EUR, 7.00 USD\",2,1,100\r\n");
    assertThat(bob.get("/live/alerts.csv").body()).contains("many-redemptions,80,S-1");
    assertThat(bob.get("/live/stores.json").body()).contains("\"storeId\" : \"S-1\"");
    assertThat(bob.get("/live/alerts.json").body()).contains("\"rule\" : \"many-redemptions\"");
  }

  @Test
  void saysWhatIsMissing() {
    console.streams().answers("GET /stores", 503, "{\"detail\": \"The stage is starting.\"}");
    console
        .consumption()
        .answers("GET /events/latest", 503, "{\"detail\": \"PostgreSQL is down.\"}");

    assertThat(text(console.signedIn("bob").page("/live")))
        .contains("The stage is starting.", "PostgreSQL is down.")
        .doesNotContain("No rule has found anything yet");
  }

  @Test
  void saysThatThereIsNothingYet() {
    console
        .streams()
        .answers("GET /stores", "{\"from\": \"2026-01-31T11:00:00Z\", \"stores\": []}");
    console
        .consumption()
        .answers("GET /events/latest", "{\"eventType\": \"fraud-suspected\", \"events\": []}");

    assertThat(console.signedIn("bob").page("/live"))
        .contains("No rule has found anything yet.", "Nothing happened at a store");
  }

  @Test
  void foreignTextIsNeverMarkup() {
    stores(SCRIPT);
    alerts(SCRIPT, "2026-01-31T12:00:04Z");
    Visit bob = console.signedIn("bob");

    for (String path :
        new String[] {
          "/live",
          "/live?q=%3Cscript%3Ealert(1)%3C/script%3E",
          "/live/stores?id=%3Cscript%3Ealert(1)%3C/script%3E",
          "/live/store?id=%3Cscript%3Ealert(1)%3C%2Fscript%3E"
        }) {
      assertThat(bob.page(path)).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
  }

  private void stores(String... ids) {
    String baskets =
        """
        {"currency": "%s", "sales": 2, "returns": %d, "identified": %d, "revenue": "%s", "returned": "0", "lines": 9, "quantity": "9"}\
        """;
    console
        .streams()
        .answers(
            "GET /stores",
            Stream.of(ids)
                .map(
                    id ->
                        """
                        {"storeId": "%s", "rewards": 1, "pointsRedeemed": 100, "coupons": 2, "baskets": [%s, %s]}\
                        """
                            .formatted(
                                id,
                                baskets.formatted("EUR", 1, 2, "12.50"),
                                baskets.formatted("USD", 0, 1, "7.00")))
                .collect(
                    Collectors.joining(
                        ",", "{\"from\": \"2026-01-31T11:00:00Z\", \"stores\": [", "]}")));
  }

  private static String store(String id, String currency) {
    return """
    {"storeId": "%s", "minutes": [{"minute": "2026-01-31T12:00:00Z", "closed": true, "rewards": 1, "pointsRedeemed": 100,
      "coupons": 2, "baskets": [{"currency": "%s", "sales": 4, "returns": 1, "identified": 3, "revenue": "12.50", "returned": "0",
      "lines": 9, "quantity": "9"}]}]}\
    """
        .formatted(id, currency);
  }

  private void alerts(String text, String loadedAt) {
    console
        .consumption()
        .answers(
            "GET /events/latest",
            """
            {"eventType": "fraud-suspected", "events": [
              {"eventId": "018f3c1a-7b5e-7c1d-9a2b-3c4d5e6f7a8b", "occurredAt": "2026-01-31T12:00:00Z", "loadedAt": "%2$s",
               "topic": "t", "partition": 0, "offset": 1,
               "columns": {"rule": "%1$s", "score": 80, "store_id": "S-1", "cleared_by": "%1$s"}}]}\
            """
                .formatted(text, loadedAt));
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
