package io.loyalty.console.sources;

import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.client.scorecard.ScorecardList;
import io.loyalty.client.scorecard.page.Period;
import io.loyalty.client.scorecard.page.Samples;
import io.loyalty.client.scorecard.page.ScorecardPage;
import io.loyalty.client.scorecard.page.Span;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import io.loyalty.console.view.Download;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows sources. */
@Controller
class SourcesController {
  private static final int MOST_DAYS = 31;
  private static final int LISTED = 200;
  private static final String LIST = "sources";
  private static final Duration RECENT = Duration.ofDays(7);
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

  private final Services services;

  SourcesController(Services services) {
    this.services = services;
  }

  @GetMapping("/sources")
  String sources(Model page) {
    page.addAttribute("sources", listed());
    return "sources/sources";
  }

  @GetMapping("/sources.csv")
  ResponseEntity<byte[]> listCsv() {
    return Download.csv(
        LIST,
        List.of(
            "source", "accepted", "refused", "duplicates", "hours", "last_hour", "last_refused"),
        rows().stream()
            .map(
                each ->
                    Arrays.asList(
                        each.source(),
                        each.events(),
                        each.refused(),
                        each.duplicates(),
                        each.hours(),
                        each.lastHour(),
                        each.lastRefused()))
            .toList());
  }

  @GetMapping("/sources.json")
  ResponseEntity<byte[]> listJson() {
    return Download.json(LIST, rows());
  }

  /** Returns the rows of a file, or throws if an answer is missing. */
  private Collection<SourceRow> rows() {
    SourcesPage page = listed();
    Answered.orThrow(page.answers());
    return page.rows();
  }

  private SourcesPage listed() {
    Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Answered<DeadLetterList> refused =
        Answered.from(() -> services.consumption().deadLetters(refused(to).parameters()));
    return new SourcesPage(
        refused.map(
            list ->
                list.groups().stream()
                    .filter(each -> each.source() != null)
                    .limit(LISTED)
                    .toList()),
        refused.then(
            () ->
                services
                    .consumption()
                    .scorecardSources(to.minus(RECENT).toString(), to.toString())),
        to.minus(RECENT),
        to,
        services.hasStreams());
  }

  @GetMapping("/sources/show")
  String source(
      @RequestParam String source, @RequestParam(defaultValue = "7") int days, Model page) {
    page.addAttribute(
        "source",
        new SourcePage(
            source.strip(),
            bounded(days),
            Answered.from(
                () -> {
                  Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                  return services
                      .consumption()
                      .scorecards(source.strip(), from(to, days), to.toString());
                })));
    return "sources/source";
  }

  /** Returns the page for whoever built the source, which needs nothing else. */
  @GetMapping("/sources/page")
  ResponseEntity<byte[]> page(
      @RequestParam String source,
      @RequestParam(defaultValue = "7") int days,
      @RequestParam(defaultValue = "false") boolean download) {
    Period period = Period.of(hours(source, days));
    String html = ScorecardPage.of(period, Samples.of(period, services.consumption()));
    if (download) {
      return Download.file("scorecard" + source + ".html", HTML, html);
    }
    return ResponseEntity.ok()
        .header("Content-Security-Policy", OwnStyle.policy(html))
        .contentType(HTML)
        .body(html.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/sources/show.csv")
  ResponseEntity<byte[]> csv(
      @RequestParam String source, @RequestParam(defaultValue = "7") int days) {
    return Download.csv(
        "scorecard" + source,
        List.of(
            "day",
            "events",
            "refused",
            "duplicates",
            "highest_p50_ms",
            "highest_p95_ms",
            "clock_ahead",
            "unknown_fields",
            "failed_checks",
            "active_hours"),
        Period.of(hours(source, days)).days().entrySet().stream()
            .map(SourcesController::cells)
            .toList());
  }

  @GetMapping("/sources/show.json")
  ResponseEntity<byte[]> json(
      @RequestParam String source, @RequestParam(defaultValue = "7") int days) {
    return Download.json("scorecard" + source, hours(source, days));
  }

  private ScorecardList hours(String source, int days) {
    Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return services.consumption().scorecards(source.strip(), from(to, days), to.toString()).value();
  }

  private static List<Object> cells(Map.Entry<?, Span> day) {
    Span span = day.getValue();
    return Arrays.asList(
        day.getKey(),
        span.events(),
        span.refused(),
        span.duplicates(),
        span.highestP50(),
        span.highestP95(),
        span.clockAhead(),
        span.unknownFields(),
        span.failedChecks(),
        span.activeHours());
  }

  private static String from(Instant to, int days) {
    return to.minus(Duration.ofDays(bounded(days))).toString();
  }

  private static int bounded(int days) {
    return Math.max(1, Math.min(days, MOST_DAYS));
  }

  private static DeadLetterQuery refused(Instant to) {
    DeadLetterFilter filter =
        new DeadLetterFilter(
            null, null, null, null, null, null, null, to.minus(RECENT), to, null, "all");
    // One group may be that of events that name no source.
    return new DeadLetterQuery(filter, List.of("source"), LISTED + 1, 1, null);
  }
}
