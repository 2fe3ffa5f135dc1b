package io.loyalty.console.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.SharedConsole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SourcesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @BeforeEach
  void recordAnswers() {
    record("/pos/319", "integer");
  }

  @Test
  void asksForASource_andListsThoseWithScorecardsOrRefusedEvents() {
    String page = console.bob().page("/sources");

    assertThat(page)
        .contains("name=\"source\"")
        .contains("href=\"/sources/show?source=/pos/319\"")
        .containsPattern(
            "href=\"/dead-letters\\?source=/pos/319&amp;state=all&amp;from=[^&]+Z&amp;to=[^&]+Z\">3<")
        .contains("href=\"/sources/show?source=/app/ios\"")
        .doesNotContain("href=\"/dead-letters?source=/app/ios", "No stream-service");
    assertThat(text(page))
        .contains("/pos/319 97 3 4 24 2026-01-31 12:00:00 UTC 2026-01-31 12:30:00 UTC")
        .contains("/app/ios 1,234 0 0 20 2026-01-31 11:00:00 UTC –");
    assertThat(console.consumption().asked())
        .extracting(each -> each.line())
        .hasSize(2)
        .anySatisfy(
            line -> assertThat(line).contains("groupBy=source", "state=all", "from=", "to="))
        .anySatisfy(line -> assertThat(line).startsWith("GET /scorecards/sources?from="));
  }

  @Test
  void aSourceWithoutAScorecardIsListedForItsRefusedEvents() {
    console.consumption().answers("GET /scorecards/sources", sums(""));

    assertThat(text(console.bob().page("/sources")))
        .contains("/pos/319 – 3 – 0 – 2026-01-31 12:30:00 UTC");
  }

  @Test
  void whatIsMissingIsASentence_andTheRestIsListed() {
    console
        .consumption()
        .answers("GET /dead-letters", 503, "{\"detail\": \"PostgreSQL is down.\"}");

    assertThat(console.bob().page("/sources"))
        .contains("<p class=\"fault\">PostgreSQL is down.</p>", "/app/ios");
    assertThat(console.bob().get("/sources.csv").statusCode()).isEqualTo(502);
    assertThat(console.bob().get("/sources.json").body())
        .contains("<p class=\"fault\">PostgreSQL is down.</p>");
  }

  @Test
  void saysWhereScorecardsComeFrom_whereThereIsNoSource() {
    console.consumption().answers("GET /scorecards/sources", sums(""));
    console.consumption().answers("GET /dead-letters", "{\"groups\": [], \"deadLetters\": []}");

    assertThat(console.bob().page("/sources")).contains("No source has a scorecard in the last");
  }

  @Test
  void theListCanBeDownloaded() {
    assertThat(console.bob().get("/sources.csv").body().lines())
        .containsExactly(
            "source,accepted,refused,duplicates,hours,last_hour,last_refused",
            "/pos/319,97,3,4,24,2026-01-31T12:00:00Z,2026-01-31T12:30:00Z",
            "/app/ios,1234,0,0,20,2026-01-31T11:00:00Z,");
    assertThat(console.bob().get("/sources.json").body()).contains("\"source\" : \"/app/ios\"");
  }

  @Test
  void showsAScorecard() {
    String page = text(console.bob().page("/sources/show?source=/pos/319&days=3"));

    assertThat(page)
        .contains("Accepted 97 Refused 3 Valid 97.00 % Duplicates 4")
        .contains("p50 850 ms, p95 2.0 h")
        .contains("5 events, by 5.0 min at most")
        .contains("2026-01-31 97 97.00 % 3 4 850 ms 2.0 h 5 2 1 1")
        .contains("integer at /data/points 3")
        .contains("1 × integer of points-collected");
    assertThat(console.consumption().asked())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.line()).startsWith("GET /scorecards?source=%2Fpos%2F319&from="));
  }

  @Test
  void whatAScorecardCountsLeadsToTheDeadLettersOfItsHours_inAnyState() {
    assertThat(console.bob().page("/sources/show?source=/pos/319"))
        .contains(
            "href=\"/dead-letters?source=/pos/319&amp;state=all&amp;from=2026-01-31T12:00:00Z&amp;to=2026-01-31T13:00:00Z\">3<",
            "href=\"/dead-letters?source=/pos/319&amp;reason=invalid&amp;rule=integer&amp;path=/data/points&amp;state=all&amp;from=2026-01-31T12:00:00Z&amp;to=2026-01-31T13:00:00Z\"");
  }

  @Test
  void whatASourceThatCouldNotBeReadSentCannotBeListed() {
    assertThat(console.bob().page("/sources/show?source=unknown"))
        .contains("<span>3</span>", "integer at /data/points")
        .doesNotContain("href=\"/dead-letters?");
  }

  @Test
  void aNumberOfScorecardsAloneIsNoLinkToDeadLetters() {
    console.consumption().answers("GET /dead-letters", "{\"groups\": [], \"deadLetters\": []}");

    assertThat(console.bob().page("/sources"))
        .contains("<span>2</span>")
        .doesNotContain("href=\"/dead-letters?");
  }

  @Test
  void saysWhatToDoWhereNothingIsKnown() {
    console
        .consumption()
        .answers(
            "GET /scorecards",
            """
            {"source": "/pos/1", "from": "2026-01-25T00:00:00Z", "to": "2026-02-01T00:00:00Z", "hours": []}\
            """);

    assertThat(console.bob().page("/sources/show?source=/pos/1"))
        .contains("Nothing is known of this source in these days.");
  }

  @Test
  void saysThatTheServiceDoesNotAnswer() {
    console.consumption().answers("GET /scorecards", 503, "{\"detail\": \"PostgreSQL is down.\"}");

    assertThat(console.bob().page("/sources/show?source=/pos/1"))
        .contains("<p class=\"fault\">PostgreSQL is down.</p>");
  }

  @Test
  void thePageToSendHasAPolicyOfItsOwn_andAllowsItsStyleAlone() {
    HttpResponse<String> page = console.bob().get("/sources/page?source=/pos/319");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .satisfies(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains("sandbox", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "'self'"));
    assertThat(page.body()).contains("<h1>Scorecard of /pos/319</h1>", "***");
  }

  @Test
  void downloadsThePageToSend_andTheTable() {
    HttpResponse<String> page = console.bob().get("/sources/page?source=/pos/319&download=true");

    assertThat(page.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"scorecard-pos-319.html\"");
    assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(console.bob().get("/sources/show.csv?source=/pos/319").body())
        .contains("\r\n2026-01-31,97,3,4,850,7200000,5,2,1,1\r\n");
    assertThat(console.bob().get("/sources/show.json?source=/pos/319").body())
        .contains("\"latenessP95\" : 7200000");
  }

  @Test
  void foreignTextIsNeverMarkup() {
    record(SCRIPT, SCRIPT);

    for (String path :
        new String[] {
          "/sources",
          "/sources/show?source=%3Cscript%3Ealert(1)%3C/script%3E",
          "/sources/page?source=%3Cscript%3Ealert(1)%3C/script%3E"
        }) {
      assertThat(console.bob().page(path))
          .contains("&lt;script&gt;")
          .doesNotContain("<script>alert");
    }
  }

  private static String sums(String sources) {
    return """
    {"from": "2026-01-25T00:00:00Z", "to": "2026-02-01T00:00:00Z", "more": false, "sources": [%s]}\
    """
        .formatted(sources);
  }

  private static void record(String source, String text) {
    console
        .consumption()
        .answers(
            "GET /scorecards/sources",
            sums(
                """
                {"source": "%s", "events": 97, "refused": 2, "duplicates": 4, "hours": 24, "lastHour": "2026-01-31T12:00:00Z"},
                {"source": "/app/ios", "events": 1234, "refused": 0, "duplicates": 0, "hours": 20, "lastHour": "2026-01-31T11:00:00Z"}\
                """
                    .formatted(source)))
        .answers(
            "GET /scorecards",
            """
            {"source": "%1$s", "from": "2026-01-31T00:00:00Z", "to": "2026-02-01T00:00:00Z", "hours": [
              {"hour": "2026-01-31T12:00:00Z", "events": 97, "refused": 3, "otherReasons": 0, "duplicates": 4, "latenessP50": 850,
               "latenessP95": 7200000, "clockAhead": 5, "clockAheadMost": 300000, "unknownFields": 2, "failedChecks": 1,
               "activeMinutes": 30, "longestSilence": 9, "firstAt": "2026-01-31T12:00:00Z", "lastAt": "2026-01-31T12:59:00Z",
               "types": [{"eventType": "points-collected", "events": 97}],
               "reasons": [{"reason": "invalid", "rule": "%2$s", "path": "/data/points", "events": 3}],
               "checks": [{"eventType": "points-collected", "name": "%2$s", "events": 1}]}]}\
            """
                .formatted(source, text))
        .answers(
            "GET /dead-letters",
            """
            {"groups": [{"source": "%1$s", "count": 3, "first": "2026-01-31T12:00:00Z", "last": "2026-01-31T12:30:00Z", "example": "d1"},
                        {"source": null, "count": 1, "first": "2026-01-31T12:00:00Z", "last": "2026-01-31T12:30:00Z", "example": "d1"}],
             "deadLetters": [{"id": "d1", "rejectedAt": "2026-01-31T12:00:00Z", "station": "validate", "reason": "invalid",
               "eventType": "points-collected", "eventId": null, "source": "%1$s", "state": "open", "attempts": 0}], "next": null}\
            """
                .formatted(source))
        .answers(
            "GET /dead-letters/d1",
            """
            {"id": "d1", "rejectedAt": "2026-01-31T12:00:00Z", "station": "validate", "reason": "invalid", "detail": "%1$s",
             "violations": [{"path": "/data/points", "rule": "%1$s", "expected": "%1$s", "found": "%1$s"}],
             "original": "{memberId: ***, note: %1$s}", "attempts": 0, "state": "open"}\
            """
                .formatted(text));
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
