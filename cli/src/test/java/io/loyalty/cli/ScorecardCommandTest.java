package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardCommandTest {
  private static final String ASKED =
      "GET /scorecards?source=%s&from=2026-03-01T00%%3A00%%3A00Z&to=2026-03-04T00%%3A00%%3A00Z";
  private static final String TILL = ASKED.formatted("%2Fpos%2F319");
  private static final String LIST =
      """
      {"source":"%s","from":"2026-03-01T00:00:00Z","to":"2026-03-04T00:00:00Z","hours":[%s]}""";
  private static final String SAMPLES =
      "GET /dead-letters?reason=invalid&rule=%s&path=%s&source=%s&from=2026-03-01T00%%3A00%%3A00Z"
          + "&to=2026-03-04T00%%3A00%%3A00Z&state=all&limit=1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ServiceStub service;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  /** Returns an hour whose events begin with it and end half an hour later. */
  private static String hour(String day, int hour, int events, String reasons) {
    return """
        {"hour":"%1$sT%2$02d:00:00Z","events":%3$d,"refused":%4$d,"otherReasons":0,"duplicates":1,
         "latenessP50":40,"latenessP95":7200000,"clockAhead":2,"clockAheadMost":300000,"unknownFields":3,
         "failedChecks":1,"activeMinutes":9,"longestSilence":29,"firstAt":"%1$sT%2$02d:00:00Z",
         "lastAt":"%1$sT%2$02d:30:00Z","types":[{"eventType":"purchase-transaction","events":%3$d}],
         "reasons":[%5$s],"checks":[{"eventType":"purchase-transaction","name":"total-is-sum-of-lines","events":1}]}"""
        .formatted(day, hour, events, reasons.isEmpty() ? 0 : 3, reasons);
  }

  private static String reason(String rule, String path) {
    return "{\"reason\":\"invalid\",\"rule\":\"%s\",\"path\":\"%s\",\"events\":3}"
        .formatted(rule, path);
  }

  /** Returns three days from 8 to 18 o'clock; on the third one nothing came after 14 o'clock. */
  private static String week(String source) {
    List<String> hours = new ArrayList<>();
    for (int day = 1; day <= 3; day++) {
      for (int hour = 8; hour < (day == 3 ? 14 : 18); hour++) {
        String reasons = hour == 9 ? reason("decimal-scale", "/data/totalAmount") : "";
        hours.add(hour("2026-03-0" + day, hour, 97, reasons));
      }
    }
    return LIST.formatted(source, String.join(",", hours));
  }

  @Test
  void printsEachDayAndWhatWasWrong() {
    service.on(TILL, 200, week("/pos/319"));
    assertThat(run("/pos/319")).as(err.toString()).isZero();
    assertThat(out.toString().lines().map(String::stripTrailing))
        .containsExactly(
            "day            events     valid  refused duplicates       p50       p95   ahead  unknown  checks active",
            "2026-03-01        970   99.69 %        3         10     40 ms     2.0 h      20       30      10     10",
            "2026-03-02        970   99.69 %        3         10     40 ms     2.0 h      20       30      10     10",
            "2026-03-03        582   99.48 %        3          6     40 ms     2.0 h      12       18       6      6",
            "total           2,522   99.64 %        9         26     40 ms     2.0 h      52       78      26     26",
            "",
            "p50 and p95: lateness of the worst hour; ahead: events before their time; unknown: events with unknown fields;",
            "checks: events that fail one; active: hours with an event. Times are UTC.",
            "",
            "refused",
            "         9  decimal-scale at /data/totalAmount",
            "",
            "failed checks",
            "        26  total-is-sum-of-lines of purchase-transaction",
            "",
            "silent",
            "  from 2026-03-03T13:30:00Z on for 10.5 h, no event since; 4 of its hours are usually active",
            "",
            "clock",
            "  ahead by 5.0 min at most");
  }

  @Test
  void writesAPageThatNeedsNothingElse_withAMaskedSample() throws IOException {
    service.on(TILL, 200, week("/pos/319"));
    service.on(
        SAMPLES.formatted("decimal-scale", "%2Fdata%2FtotalAmount", "%2Fpos%2F319"),
        200,
        """
        {"groups":[],"deadLetters":[{"id":"ab12","rejectedAt":"2026-03-01T09:00:00Z","station":"validate",
          "reason":"invalid","eventType":"purchase-transaction","eventId":null,"source":"/pos/319","state":"open",
          "attempts":0}],"next":null}""");
    service.on(
        "GET /dead-letters/ab12",
        200,
        """
        {"id":"ab12","rejectedAt":"2026-03-01T09:00:00Z","violations":[{"path":"/data/totalAmount",
          "rule":"decimal-scale","expected":"2 digits after the point","found":"***"}],
          "original":"{\\"memberId\\":\\"***\\"}","attempts":0}""");
    Path page = directory.resolve("319.html");
    assertThat(run("/pos/319", "--html", page.toString())).as(err.toString()).isZero();
    assertThat(Files.readString(page))
        .contains("<title>Scorecard of /pos/319</title>")
        .contains("2,522 events were accepted and 9 refused: 99.64 % valid.")
        .contains("<td>decimal-scale at /data/totalAmount</td>")
        .contains("<pre>{&quot;memberId&quot;:&quot;***&quot;}</pre>")
        .contains("from 2026-03-03T13:30:00Z on for 10.5 h, no event since")
        .contains("52 events occurred after they were received, by 5.0 min at most.")
        .contains("<svg")
        .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(");
  }

  @Test
  void writesNothingThatABrowserTakesForMarkup() throws IOException {
    String evil = "/pos/<script>alert(1)</script>";
    service.on(
        ASKED.formatted("%2Fpos%2F%3Cscript%3Ealert%281%29%3C%2Fscript%3E"),
        200,
        LIST.formatted(
            evil, hour("2026-03-01", 9, 1, reason("<img onerror='x'>", "/data/a&b\\u202e\\\"x"))));
    service.on(
        SAMPLES.formatted(
            "%3Cimg+onerror%3D%27x%27%3E".replace("+", "%20"),
            "%2Fdata%2Fa%26b%E2%80%AE%22x",
            "%2Fpos%2F%3Cscript%3Ealert%281%29%3C%2Fscript%3E"),
        200,
        "{\"groups\":[],\"deadLetters\":[],\"next\":null}");
    Path page = directory.resolve("evil.html");
    assertThat(run(evil, "--html", page.toString())).as(err.toString()).isZero();
    String html = Files.readString(page);
    assertThat(html)
        .contains("Scorecard of /pos/&lt;script&gt;alert(1)&lt;/script&gt;")
        .contains("&lt;img onerror=&#39;x&#39;&gt; at /data/a&amp;b\\u202e&quot;x")
        .doesNotContain("<script", "<img", "\u202e");
    // Every tag is one of ours.
    assertThat(Pattern.compile("</?([a-z0-9!]+)", Pattern.CASE_INSENSITIVE).matcher(html).results())
        .extracting(tag -> tag.group(1).toLowerCase(java.util.Locale.ROOT))
        .isSubsetOf(
            "!doctype",
            "html",
            "head",
            "meta",
            "style",
            "title",
            "body",
            "h1",
            "h2",
            "h3",
            "p",
            "svg",
            "rect",
            "line",
            "text",
            "table",
            "tr",
            "th",
            "td",
            "ul",
            "li",
            "pre");
  }

  @Test
  void saysSo_whenThereIsNothingOfTheSource() {
    service.on(TILL, 200, LIST.formatted("/pos/319", ""));
    assertThat(run("/pos/319")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("There is no scorecard of /pos/319 from 2026-03-01T00:00:00Z to");
  }

  @Test
  void leavesOutSilenceThatIsUsual_andSaysWhereNothingCanBeCompared() {
    service.on(TILL, 200, LIST.formatted("/pos/319", hour("2026-03-01", 9, 5, "")));
    assertThat(run("/pos/319")).isZero();
    assertThat(out.toString()).contains("from 2026-03-01T09:30:00Z on for 62.5 h, no event since");
  }

  @Test
  void refusesTooManyDays() {
    assertThat(run("/pos/319", "--days", "32")).isEqualTo(2);
    assertThat(err.toString()).contains("--days is 32; it must be from 1 to 31.");
  }

  private int run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("scorecard"));
    line.addAll(List.of(arguments));
    if (!line.contains("--days")) {
      line.addAll(List.of("--days", "3"));
    }
    line.addAll(
        List.of(
            "--until", "2026-03-04T00:00:00Z", "--url", service.url(), "--token", "t".repeat(32)));
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
  }
}
