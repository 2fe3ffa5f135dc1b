package io.loyalty.console.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.HandClock;
import io.loyalty.console.visit.RecordedService;
import io.loyalty.console.visit.RecordedService.Asked;
import io.loyalty.console.visit.Statuses;
import io.loyalty.console.visit.VisitedConsole;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowHoursTest {
  private static final Instant FROM = Instant.parse("2026-01-30T13:00:00Z");
  private static final String HOURS_OF_LEDGER =
      """
      {"from": "2026-01-30T13:00:00Z", "to": "2026-01-31T13:00:00Z", "hours": [
        {"hour": "2026-01-31T12:00:00Z", "eventType": "purchase-transaction", "records": 8,
         "inserted": 7, "duplicates": 1, "conflicts": 0, "deadLettered": 0}]}
      """;
  private static final String ROWS = counter("warehouse", "purchase-transaction", "inserted");

  private final HandClock clock = new HandClock("2026-01-31T12:34:56Z");
  private final RecordedService prometheus = new RecordedService();
  private VisitedConsole console;

  @BeforeEach
  void record() {
    prometheus.answers("GET /api/v1/alerts", "{\"status\":\"success\",\"data\":{\"alerts\":[]}}");
  }

  @AfterEach
  void stop() {
    console.close();
    prometheus.close();
  }

  private void start(String... settings) {
    console = new VisitedConsole(clock, settings);
    Statuses.allIsWell(console);
    console.consumption().answers("GET /ledger", HOURS_OF_LEDGER);
  }

  private void startWithPrometheus() {
    start("--console.prometheus.url=" + prometheus.address());
  }

  private static String counter(String warehouse, String eventType, String outcome) {
    return "{\"event_type\":\"%s\",\"outcome\":\"%s\",\"warehouse\":\"%s\"}"
        .formatted(eventType, outcome, warehouse);
  }

  /** Writes a series with a value at the end of each hour; an empty one is left out. */
  private static String series(String labels, IntFunction<String> values) {
    return "{\"metric\":%s,\"values\":[%s]}"
        .formatted(
            labels,
            IntStream.rangeClosed(0, 24)
                .filter(i -> !values.apply(i).isEmpty())
                .mapToObj(
                    i ->
                        "[%d,\"%s\"]"
                            .formatted(
                                FROM.plusSeconds(3600L * i).getEpochSecond(), values.apply(i)))
                .collect(Collectors.joining(",")));
  }

  private void kept(String... series) {
    prometheus.answers(
        "GET /api/v1/query_range",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
            .formatted(String.join(",", series)));
  }

  private List<String> csv() {
    return console.signedIn("bob").page("/flow-hours.csv").lines().toList();
  }

  private long asksOfTheLedger() {
    return console.consumption().asked().stream()
        .filter(each -> each.line().startsWith("GET /ledger"))
        .count();
  }

  @Test
  void hoursAreTheGrowthOfTheCountersThatPrometheusHasKept() {
    startWithPrometheus();
    kept(
        series(ROWS, i -> String.valueOf(1_000 + 10 * i)),
        series(counter("warehouse", "purchase-transaction", "duplicate"), i -> "3"),
        series(
            counter("warehouse", "purchase-transaction", "dead-lettered"), i -> i < 24 ? "0" : "2"),
        series(counter("warehouse", "dead-letter", "inserted"), i -> i < 23 ? "5" : "9"),
        series(counter("warehouse", "dead-letter-resolution", "inserted"), i -> "" + i));

    assertThat(csv())
        .hasSize(25)
        .contains(
            "2026-01-30T13:00:00Z,10,0,0",
            "2026-01-31T11:00:00Z,10,0,4",
            "2026-01-31T12:00:00Z,10,0,2");
    assertThat(console.signedIn("bob").page("/"))
        .contains("as <span>Prometheus</span> has them")
        .doesNotContain("The hours below are");
    assertThat(asksOfTheLedger()).isZero();
  }

  @Test
  void asksPrometheusForEachHourOnce_whoeverLooks() {
    startWithPrometheus();
    kept(series(ROWS, i -> "1"));
    csv();
    csv();

    assertThat(prometheus.asked())
        .extracting(Asked::line)
        .filteredOn(each -> each.contains("query_range"))
        .singleElement()
        .asString()
        .endsWith("&start=1769778000&end=1769864400&step=3600")
        .satisfies(
            line ->
                assertThat(URLDecoder.decode(line, StandardCharsets.UTF_8))
                    .contains(
                        "query=max by (warehouse, event_type, outcome)"
                            + " (max_over_time(consumption_outcomes_total[1h]))&"));

    clock.turn(Duration.ofMinutes(1));
    csv();

    assertThat(prometheus.asked())
        .filteredOn(each -> each.line().contains("query_range"))
        .hasSize(2);
  }

  @Test
  void theCounterOfANewEventTypeBeginsWithNothing() {
    startWithPrometheus();
    kept(
        series(ROWS, i -> "1"),
        series(counter("warehouse", "offer-viewed", "inserted"), i -> i < 20 ? "" : "6"));

    assertThat(csv()).contains("2026-01-31T08:00:00Z,6,0,0", "2026-01-31T09:00:00Z,0,0,0");
  }

  @Test
  void theNewestHourMayHaveNoValueYet_orTheNoughtOfAStart() {
    startWithPrometheus();
    kept(
        series(ROWS, i -> i < 24 ? "70" : "0"),
        series(counter("warehouse", "offer-viewed", "inserted"), i -> i < 24 ? "70" : ""));

    assertThat(csv()).contains("2026-01-31T12:00:00Z,0,0,0");
    assertThat(asksOfTheLedger()).isZero();
  }

  @Test
  void aPrometheusThatDoesNotAnswerIsASentence_andTheHoursAreOfTheLedger() {
    startWithPrometheus();
    prometheus.close();

    assertThat(csv()).contains("2026-01-31T12:00:00Z,7,1,0");
    assertThat(console.signedIn("bob").page("/"))
        .contains(
            "<span>Prometheus does not answer at "
                + prometheus.address()
                + "; is it running?</span>",
            "The hours below are of the warehouse's ledger.",
            "as <span>the warehouse&#39;s ledger</span> has them");
  }

  @Test
  void aPrometheusThatRefusesOrIsNoneIsASentence() {
    startWithPrometheus();
    prometheus.answers(
        "GET /api/v1/query_range", 422, "{\"status\":\"error\",\"errorType\":\"execution\"}");

    assertThat(csv()).contains("2026-01-31T12:00:00Z,7,1,0");
    assertThat(console.signedIn("bob").page("/"))
        .contains("answers with HTTP 422; is it Prometheus");

    clock.turn(Duration.ofMinutes(1));
    prometheus.answers("GET /api/v1/query_range", "{\"hello\":\"world\"}");

    assertThat(console.signedIn("bob").page("/"))
        .contains("The answer of Prometheus is not understood.");
  }

  @Test
  void hoursThatPrometheusHasNotKeptAreOfTheLedger() {
    startWithPrometheus();
    kept(series(ROWS, i -> i < 3 ? "" : "" + i));

    assertThat(csv()).contains("2026-01-31T12:00:00Z,7,1,0");
    assertThat(console.signedIn("bob").page("/"))
        .contains("Prometheus has not kept the counts of all of the last 24 hours.");
  }

  @Test
  void countsThatBeganAnewAreOfTheLedger() {
    startWithPrometheus();
    kept(series(ROWS, i -> i < 3 ? "70" : "" + i));

    assertThat(console.signedIn("bob").page("/"))
        .contains("The counts that Prometheus has kept began anew meanwhile.");
  }

  @Test
  void ofSeveralWarehousesOneMustBeNamed() {
    String bi = series(ROWS, i -> "1");
    String other = series(counter("second", "purchase-transaction", "inserted"), i -> "" + i);
    startWithPrometheus();
    kept(bi, other);

    assertThat(console.signedIn("bob").page("/"))
        .contains(
            "counts of several warehouses (second, warehouse): set console.prometheus.warehouse.");

    console.close();
    start(
        "--console.prometheus.url=" + prometheus.address(),
        "--console.prometheus.warehouse=second");

    assertThat(csv()).contains("2026-01-31T12:00:00Z,1,0,0");
  }

  @Test
  void withoutPrometheusTheHoursAreOfTheLedger_andNothingIsSaid() {
    start();

    assertThat(csv())
        .hasSize(25)
        .contains("2026-01-31T12:00:00Z,7,1,0", "2026-01-30T13:00:00Z,0,0,0");
    assertThat(console.signedIn("bob").page("/")).doesNotContain("The hours below are");
  }
}
