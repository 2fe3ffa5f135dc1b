package io.loyalty.console.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.RecordedService;
import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FindTest {
  private static final String ID = "018f3c1a-7b5e-7c1d-9a2b-3c4d5e6f7a8b";
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String DOWN = "{\"status\": 503, \"detail\": \"PostgreSQL is down.\"}";
  private static final String NOTHING =
      """
      {"id": "x", "kind": "EVENT", "found": false, "events": [], "deadLetters": [],
       "lag": {"records": 3412, "scanned": null, "complete": false, "holds": ["loyalty.x-0 RECORDS_GONE"]}}\
      """;
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @Test
  void saysWhatToEnter() {
    assertThat(page("/find")).contains("Enter what you have.");
    assertThat(console.consumption().asked()).isEmpty();
  }

  @Test
  void showsTheWayOfAnEventInTheOrderOfTime() {
    console.consumption().answers("GET /events/" + ID, found("points-collected", "A note."));

    String page = text(page("/find?q=" + ID));

    assertThat(page)
        .contains(
            "2026-01-31 12:00:00 UTC occurred at A note. "
                + "2026-01-31 12:00:01 UTC queued message A note. "
                + "2026-01-31 12:00:02 UTC received by ingestion-service "
                + "2026-01-31 12:00:03 UTC published A note.-3-42, schema 7 "
                + "2026-01-31 12:00:04 UTC loaded into A note., 1 rows of A note.");
    assertThat(page).contains("conflict A note.-3-77: points A note., again as A note.");
    assertThat(page("/find?q=" + ID))
        .contains(
            "href=\"/event-types/points-collected\"", "href=\"/dead-letters/" + "ab".repeat(32));
  }

  @Test
  void looksForAReceiptOrAMember_andShowsTheOnlyEvent() {
    console
        .consumption()
        .answers("GET /events", matches(ID))
        .answers("GET /events/" + ID, found("points-collected", "A note."));

    assertThat(text(page("/find?q=R-1"))).contains("points-collected " + ID);
    assertThat(console.consumption().asked())
        .extracting(RecordedService.Asked::line)
        .contains("GET /events?field=transactionId&value=R-1&limit=100")
        .contains("GET /events?field=memberId&value=R-1&limit=100");
  }

  @Test
  void listsEventsIfThereAreSeveral() {
    console
        .consumption()
        .answers("GET /events", matches(ID, "118f3c1a-7b5e-7c1d-9a2b-3c4d5e6f7a8b"));

    assertThat(text(page("/find?q=transactionId%3DR-1")))
        .contains("2 events have this value", ID, "118f3c1a");
    assertThat(console.bob().get("/find.csv?q=R-1").body())
        .startsWith("event_id,event_type,occurred_at,loaded_at\r\n" + ID);
    assertThat(console.consumption().asked())
        .first()
        .satisfies(each -> assertThat(each.line()).contains("field=transactionId&value=R-1"));
  }

  @Test
  void saysWhereAnEventMayStillBe_andOffersToSearch() {
    console
        .consumption()
        .answers("GET /events/" + ID, NOTHING)
        .answers("GET /events", "{\"events\": [], \"more\": false}");

    String page = page("/find?q=" + ID);

    assertThat(page)
        .contains("3,412 records are not loaded yet. On hold: loyalty.x-0 RECORDS_GONE.")
        .contains("scan=true");
    page("/find?scan=true&q=" + ID);
    assertThat(console.consumption().asked())
        .anyMatch(each -> each.line().equals("GET /events/" + ID + "?scan=true"));
  }

  @Test
  void saysThatTheServiceDoesNotAnswer() {
    console.consumption().answers("GET /events", 503, DOWN);

    assertThat(page("/find?q=R-1"))
        .containsOnlyOnce("PostgreSQL is down.")
        .doesNotContain("There is no row");
  }

  @Test
  void aSilentServiceIsAskedOnce() {
    try (VisitedConsole impatient = new VisitedConsole("--console.services.read-timeout=1s")) {
      impatient.consumption().isSilentAt("GET /events/" + ID).isSilentAt("GET /events");

      assertThat(impatient.signedIn("bob").page("/find?q=" + ID))
          .containsOnlyOnce("has not answered within 1 s.")
          .doesNotContain("There is no row");
      assertThat(impatient.signedIn("bob").page("/find?q=R-1"))
          .containsOnlyOnce("has not answered within 1 s.");
      assertThat(impatient.consumption().asked())
          .extracting(RecordedService.Asked::line)
          .containsExactly(
              "GET /events/" + ID, "GET /events?field=transactionId&value=R-1&limit=100");
    }
  }

  @Test
  void aFileThatLacksAnAnswerIsAFault_andThatOfTheOnlyEventHasIt() {
    console
        .consumption()
        .answers("GET /events", matches(ID))
        .answers("GET /events/" + ID, 503, DOWN);

    assertThat(console.bob().get("/find.csv?q=R-1"))
        .returns(502, HttpResponse::statusCode)
        .satisfies(answer -> assertThat(answer.body()).contains("PostgreSQL is down."));
    assertThat(console.bob().get("/find.json?q=R-1").statusCode()).isEqualTo(502);
    assertThat(text(page("/find?q=R-1"))).contains("PostgreSQL is down.", "1 events have this", ID);

    console.consumption().answers("GET /events/" + ID, found("points-collected", "A note."));

    assertThat(console.bob().get("/find.csv?q=R-1").body()).contains("\r\n" + ID);
  }

  @Test
  void foreignTextIsNeverMarkup() {
    console
        .consumption()
        .answers("GET /events/" + ID, found(SCRIPT, SCRIPT))
        .answers("GET /events", matches(SCRIPT, ID));

    for (String page :
        new String[] {page("/find?q=" + ID), page("/find?q=%3Cscript%3Ealert(1)%3C/script%3E")}) {
      assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
  }

  private static String matches(String... ids) {
    StringBuilder events = new StringBuilder();
    for (String id : ids) {
      events.append(events.isEmpty() ? "" : ",");
      events.append(
          """
          {"eventType": "points-collected", "eventId": "%s", "occurredAt": "2026-01-31T12:00:00Z", "loadedAt": "2026-01-31T12:00:04Z"}\
          """
              .formatted(id));
    }
    return "{\"events\": [%s], \"more\": false}".formatted(events);
  }

  private static String found(String type, String text) {
    String record =
        """
        {"topic": "%s", "partition": 3, "offset": %d, "place": "IN_LOG", "queueMessageId": "%s",
         "queueSentAt": "2026-01-31T12:00:01Z", "appendedAt": "2026-01-31T12:00:03Z", "schemaId": 7}\
        """;
    return """
    {"id": "%1$s", "kind": "EVENT", "found": true, "lag": null, "events": [
      {"eventType": "%2$s", "eventId": "%1$s", "occurredAt": "2026-01-31T12:00:00Z", "outcome": "ROW",
       "record": %4$s,
       "row": {"table": "%3$s", "source": "%3$s", "receivedAt": "2026-01-31T12:00:02Z", "loadedAt": "2026-01-31T12:00:04Z",
               "columns": [{"column": "%3$s", "value": "%3$s"}],
               "children": [{"table": "%3$s", "count": 1, "rows": [{"columns": [{"column": "%3$s", "value": "%3$s"}]}]}]},
       "conflicts": [{"record": %5$s, "seenAt": "2026-01-31T13:00:00Z",
         "differences": [{"table": "t", "position": null, "column": "points", "stored": "%3$s", "repeated": "%3$s"}]}],
       "replays": [], "duplicatesSince": 0}],
     "deadLetters": [{"id": "%6$s", "rejectedAt": "2026-01-31T12:00:00Z", "station": "validate", "reason": "%3$s", "detail": "%3$s",
       "eventType": "%2$s", "eventId": "%1$s", "source": "%3$s", "queue": "%3$s", "queueMessageId": "%3$s", "recordTopic": null,
       "recordPartition": null, "recordOffset": null, "loadedAt": "2026-01-31T12:00:02Z", "state": "open", "attempts": 0,
       "resolutions": [{"redriveId": "%3$s", "position": 0, "resolvedAt": "2026-01-31T14:00:00Z", "outcome": "%3$s", "reason": "%3$s"}]}]}\
    """
        .formatted(
            ID,
            type,
            text,
            record.formatted(text, 42, text),
            record.formatted(text, 77, text),
            "ab".repeat(32));
  }

  private static String page(String path) {
    return console.bob().page(path);
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
