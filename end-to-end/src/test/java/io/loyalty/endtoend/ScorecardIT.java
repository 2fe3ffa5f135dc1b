package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.Pipeline;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.event.FaultyTills;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.programme.TopicEnds;
import io.loyalty.endtoend.programme.TopicWriter;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that scorecards tell the planted faults of tills as SQL over the warehouse does. */
@ExtendWith(LocalStackExtension.class)
class ScorecardIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** What SQL says of a till and an hour: percentiles first, then counts. */
  private static final String TRUTH =
      """
      WITH sale AS (
        SELECT source, date_trunc('hour', occurred_at) AS hour, occurred_at, unmapped, checks_failed,
               greatest(0, extract(epoch FROM received_at - occurred_at) * 1000) AS late,
               extract(epoch FROM occurred_at - received_at) * 1000 AS ahead
        FROM bi.purchase_transaction),
      refusal AS (
        SELECT source, date_trunc('hour', rejected_at) AS hour, count(*) AS refused
        FROM pipeline.dead_letter WHERE station <> 'load' GROUP BY 1, 2),
      truth AS (
        SELECT source, hour,
               percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS p50,
               percentile_disc(0.95) WITHIN GROUP (ORDER BY late) AS p95,
               count(*) AS events,
               count(*) FILTER (WHERE ahead > 30000) AS clock_ahead,
               trunc(coalesce(max(ahead) FILTER (WHERE ahead > 30000), 0)) AS most,
               count(unmapped) AS unknown_fields, count(checks_failed) AS failed_checks,
               count(DISTINCT date_trunc('minute', occurred_at)) AS active_minutes,
               min(occurred_at) AS first_at, max(occurred_at) AS last_at
        FROM sale GROUP BY 1, 2)
      SELECT source, hour, p50, p95, events, coalesce(refused, 0), clock_ahead, most, unknown_fields,
             failed_checks, active_minutes, first_at, last_at
      FROM truth LEFT JOIN refusal USING (source, hour) ORDER BY source, hour""";

  private static final String SAID =
      """
      SELECT event_source, occurred_at, lateness_p50, lateness_p95, events, refused, clock_ahead,
             clock_ahead_most, unknown_fields, failed_checks, active_minutes, first_at, last_at
      FROM bi.source_scorecard WHERE events > 0 ORDER BY event_source, occurred_at""";

  private static final int PERCENTILES_FROM = 2;
  private static final int COUNTS_FROM = 4;
  private static final double ALLOWED = 0.01;

  /** All hours of it are past their grace: the test closes them by what it says is quiet. */
  private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(10));

  @TempDir private Path state;

  @Test
  void tellsThePlantedFaultsOfTills_asSqlDoes() throws Exception {
    Programme programme = Programme.start("scorecard", ChosenBackends.backends());
    // Topics without events keep all hours open, until everything is read.
    ServiceProcess reading = instance(programme, "10m", "1h");
    ServiceProcess closing = instance(programme, "400ms", "1s");
    try {
      try (TopicWriter topics = new TopicWriter(programme)) {
        new FaultyTills(day, new Random(319), topics::write).write();
        topics.flush();
      }
      reading.start();
      reading.awaitRunning();
      awaitRead(programme);
      reading.stop();
      closing.start();
      closing.awaitRunning();
      awaitScorecards(programme);
      comparesWithSql(programme);
      tellsWhatSqlCannotSay(programme);
      printsThePlantedFaults(programme);
    } finally {
      reading.end();
      closing.end();
      programme.end();
    }
  }

  private ServiceProcess instance(Programme programme, String idle, String quiet) throws Exception {
    return StreamInstance.of(
        programme,
        "stream-service",
        state,
        "--stream.stages=scorecard",
        "--stream.window.idle=" + idle,
        "--stream.scorecard.quiet=" + quiet);
  }

  /** Waits until the stage has read all that was written, so that no hour is closed before. */
  private static void awaitRead(Programme programme) {
    String group = programme.name() + ".stream.scorecard";
    try (TopicEnds ends = new TopicEnds(programme);
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", programme.backends().bootstrapServers()))) {
      Map<String, Long> written = ends.now();
      await("everything is read")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                var read =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                for (String type : List.of("purchase-transaction", "dead-letter")) {
                  String topic = programme.name() + "." + type;
                  long sum =
                      read.entrySet().stream()
                          .filter(each -> each.getKey().topic().equals(topic))
                          .mapToLong(each -> each.getValue().offset())
                          .sum();
                  assertThat(sum).as(topic).isEqualTo(written.get(topic));
                }
              });
    }
  }

  private static void awaitScorecards(Programme programme) {
    await("a scorecard of each hour")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(programme.warehouse().query(SAID)).hasSize(6 + 12 + 12));
  }

  private static void comparesWithSql(Programme programme) throws SQLException {
    List<List<String>> truth = programme.warehouse().query(TRUTH);
    List<List<String>> said = programme.warehouse().query(SAID);
    assertThat(said)
        .extracting(each -> withoutPercentiles(each))
        .isEqualTo(truth.stream().map(each -> withoutPercentiles(each)).toList());
    for (int row = 0; row < truth.size(); row++) {
      for (int column = PERCENTILES_FROM; column < COUNTS_FROM; column++) {
        double exact = Double.parseDouble(truth.get(row).get(column));
        assertThat(Double.parseDouble(said.get(row).get(column)))
            .as("%s", truth.get(row))
            .isBetween(exact * (1 - ALLOWED) - 1, exact * (1 + ALLOWED));
      }
    }
  }

  private static List<String> withoutPercentiles(List<String> row) {
    return List.of(row.get(0), row.get(1), String.join(" ", row.subList(COUNTS_FROM, row.size())));
  }

  private static void tellsWhatSqlCannotSay(Programme programme) throws SQLException {
    assertThat(
            programme
                .warehouse()
                .query(
                    """
                    SELECT sum(s.duplicates) = (
                        SELECT sum(duplicates) FROM pipeline.load_ledger
                        WHERE topic = 'scorecard.purchase-transaction'), sum(s.duplicates) > 10
                    FROM bi.source_scorecard s"""))
        .containsExactly(List.of("t", "t"));
    assertThat(
            programme
                .warehouse()
                .query(
                    """
                    SELECT DISTINCT reason, rule, path FROM bi.source_scorecard_reason"""))
        .containsExactly(List.of("invalid", "decimal-scale", "/data/totalAmount"));
    assertThat(programme.warehouse().query("SELECT reason FROM bi.skipped_event")).isEmpty();
  }

  private void printsThePlantedFaults(Programme programme) throws Exception {
    Path page = state.resolve("page.html");
    String mixed = scorecard(programme, FaultyTills.MIXED, "--html", page.toString());
    assertThat(mixed)
        .contains("decimal-scale at /data/totalAmount")
        .contains("from %s on for 10.0 h, no event since".formatted(lastSale(programme)));
    assertThat(Files.readString(page))
        .contains("9.999")
        .contains("***")
        .doesNotContain(FaultyTills.ADDRESS);
    assertThat(scorecard(programme, FaultyTills.LATE)).contains("2.2 h");
    assertThat(scorecard(programme, FaultyTills.AHEAD)).contains("ahead by 5.0 min at most");
  }

  private static String lastSale(Programme programme) throws SQLException {
    return programme
        .warehouse()
        .query(
            """
            SELECT to_char(max(occurred_at), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            FROM bi.purchase_transaction WHERE source = ?""",
            FaultyTills.MIXED)
        .get(0)
        .get(0);
  }

  private String scorecard(Programme programme, String till, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> line =
        new ArrayList<>(
            List.of(
                "scorecard",
                till,
                "--days",
                "1",
                "--until",
                day.plus(Duration.ofDays(1)).toString(),
                "--url",
                programme.apis().get(1).toString(),
                "--token",
                PatientConsumption.TOKEN));
    line.addAll(List.of(more));
    int code =
        Pipeline.run(
            new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }
}
