package io.loyalty.client.scorecard.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a page of HTML that needs nothing else: no script, style sheet, font or picture. It can be
 * sent to whoever built the source.
 */
public final class ScorecardPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <style>
      body { font: 15px/1.5 sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #222; }
      table { border-collapse: collapse; }
      th, td { padding: .2em .8em; text-align: right; border-bottom: 1px solid #ddd; }
      th:first-child, td:first-child { text-align: left; }
      pre { background: #f4f4f4; padding: .8em; white-space: pre-wrap; overflow-wrap: anywhere; }
      svg { width: 100%; } svg text { font-size: 11px; fill: #666; } svg line { stroke: #ccc; }
      .accepted { fill: #4a90a4; } .refused { fill: #c0392b; }
      .note { color: #666; }
      @media (max-width: 45em) { th, td { padding: .2em; font-size: 12px; overflow-wrap: anywhere; } }
      </style>""";

  private ScorecardPage() {}

  /** Returns the page. */
  public static String of(Period period, List<Sample> samples) {
    String title = "Scorecard of " + period.list().source();
    Html page = new Html();
    page.markup(HEAD).element("title", title).markup("</head>\n<body>").element("h1", title);
    page.element(
        "p",
        "%s to %s, UTC. %s events were accepted and %s refused: %s valid."
            .formatted(
                Words.time(period.list().from()),
                Words.time(period.list().to()),
                Words.count(period.total().events()),
                Words.count(period.total().refused()),
                Words.percent(period.total().validPercent())));
    page.markup(HourChart.svg(period.list()));
    page.markup(
        "<p class=\"note\">Events of each hour; red: refused. An hour is complete some hours after its end.</p>");
    page.element("h2", "Day by day").table(header(), days(period));
    page.markup(
        "<p class=\"note\">p50 and p95: lateness of the worst hour. Ahead: events that occurred after they were received. Unknown: events with fields that nobody knows. Checks: events that fail one.</p>");
    refusals(page, period);
    section(
        page,
        "Failed checks",
        period.checks().stream()
            .map(
                each ->
                    "%s × %s of %s"
                        .formatted(Words.count(each.events()), each.name(), each.eventType()))
            .toList());
    section(page, "Silence", period.silences().stream().map(Words::silence).toList());
    clock(page, period);
    samples(page, samples);
    return page.markup("</body>\n</html>").toString();
  }

  private static List<String> header() {
    return List.of(
        "day",
        "events",
        "valid",
        "refused",
        "duplicates",
        "p50",
        "p95",
        "ahead",
        "unknown",
        "checks",
        "active hours");
  }

  private static List<List<String>> days(Period period) {
    List<List<String>> rows = new ArrayList<>();
    period.days().forEach((day, span) -> rows.add(row(day.toString(), span)));
    rows.add(row("total", period.total()));
    return rows;
  }

  private static List<String> row(String name, Span span) {
    return List.of(
        name,
        Words.count(span.events()),
        Words.percent(span.validPercent()),
        Words.count(span.refused()),
        Words.count(span.duplicates()),
        Words.duration(span.highestP50()),
        Words.duration(span.highestP95()),
        Words.count(span.clockAhead()),
        Words.count(span.unknownFields()),
        Words.count(span.failedChecks()),
        Words.count(span.activeHours()));
  }

  private static void refusals(Html page, Period period) {
    List<List<String>> rows = new ArrayList<>();
    period
        .reasons()
        .forEach(each -> rows.add(List.of(Words.reason(each), Words.count(each.events()))));
    if (period.otherReasons() > 0) {
      rows.add(List.of("other reasons", Words.count(period.otherReasons())));
    }
    if (!rows.isEmpty()) {
      page.element("h2", "Why events were refused").table(List.of("rule", "events"), rows);
    }
  }

  private static void clock(Html page, Period period) {
    if (period.total().clockAhead() > 0) {
      section(
          page,
          "Clock",
          List.of(
              "%s events occurred after they were received, by %s at most."
                  .formatted(
                      Words.count(period.total().clockAhead()),
                      Words.duration(period.total().clockAheadMost()))));
    }
  }

  private static void samples(Html page, List<Sample> samples) {
    if (samples.isEmpty()) {
      return;
    }
    page.element("h2", "Refused events").element("p", "Personal data are masked by ***.");
    for (Sample each : samples) {
      page.element("h3", each.reason()).element("p", "Refused at " + each.rejectedAt());
      page.list(each.violations()).element("pre", each.original());
    }
  }

  private static void section(Html page, String heading, List<String> items) {
    if (!items.isEmpty()) {
      page.element("h2", heading).list(items);
    }
  }
}
