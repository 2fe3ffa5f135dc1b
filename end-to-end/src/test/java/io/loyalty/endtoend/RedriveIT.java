package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveRequest;
import io.loyalty.client.ingestion.IngestionClient;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests that what was refused for three causes is brought back as its preview says: one cause is
 * mended by a patch, one would be by a new version of the contract, one is not.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedriveIT {
  private static final int VALID = 60;
  private static final int WRONG_CHANNEL = 400;
  private static final int LONG_MEMBER = 80;
  private static final int NO_DATE = 40;
  private static final int ALL = WRONG_CHANNEL + LONG_MEMBER + NO_DATE;
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode PATCH =
      JSON.readTree("[{\"op\":\"replace\",\"path\":\"/data/channel\",\"value\":\"WEB\"}]");
  private static final JsonNode FILTER = JSON.readTree("{\"eventType\":\"member-enrolled\"}");

  private final Map<String, List<String>> ids = new HashMap<>();
  private Programme programme;
  private PatientConsumption api;

  @BeforeAll
  void refuseThreeKinds() throws Exception {
    programme =
        Programme.start(
            "redrives",
            ChosenBackends.backends(),
            "--consumption.redrive.lease=3s",
            "--consumption.redrive.poll=500ms");
    api = programme.api();
    List<SampleMessage> messages = new ArrayList<>();
    messages.addAll(enrolled("valid", VALID, "m-%d", "WEB", ",\"enrolledOn\":\"2026-01-02\""));
    messages.addAll(
        enrolled("channel", WRONG_CHANNEL, "m-%d", "FAX", ",\"enrolledOn\":\"2026-01-02\""));
    messages.addAll(
        enrolled(
            "long", LONG_MEMBER, "m".repeat(80) + "%d", "FAX", ",\"enrolledOn\":\"2026-01-02\""));
    messages.addAll(enrolled("date", NO_DATE, "m-%d", "FAX", ""));
    programme.send(messages);
    await("all are loaded or refused")
        .atMost(Duration.ofMinutes(2))
        .until(() -> number("SELECT count(*) FROM pipeline.dead_letter") == ALL && rows() == VALID);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  void bringsBackWhatItsPreviewSays_eachEventOnce_overCancellationsAndKills() throws Exception {
    assertThat(preview(null, null).wouldPass()).as("as they are").isZero();
    Redrive patched = preview(PATCH, null);
    assertThat(patched.wouldPass()).isEqualTo(WRONG_CHANNEL);
    assertThat(patched.wouldFail()).isEqualTo(LONG_MEMBER + NO_DATE);
    assertThat(patched.failures().stream().map(Redrive.Failure::count))
        .containsExactly((long) LONG_MEMBER, (long) NO_DATE);
    assertThat(patched.failures().get(0).samples()).hasSize(3);
    assertThat(patched.toString()).doesNotContain("jane@example.org");
    Redrive candidate = preview(PATCH, candidate());
    assertThat(candidate.wouldPass()).isEqualTo(WRONG_CHANNEL + LONG_MEMBER);
    assertThat(candidate.wouldFail()).isEqualTo(NO_DATE);
    assertThat(rows()).as("previews change nothing").isEqualTo(VALID);
    assertThat(open()).isEqualTo(ALL);

    String first = api.redrive(ofPreview(patched, 20)).id();
    api.awaitTried(first, 10);
    api.cancelRedrive(first);
    String second = api.redrive(new RedriveRequest(FILTER, null, PATCH, null, false, 20)).id();
    api.awaitTried(second, 10);
    programme.ingestion().kill();
    programme.ingestion().start();
    long before = api.redrive(second).tried();
    programme.ingestion().awaitRunning();
    api.awaitTried(second, before);
    programme.consumption().kill();
    programme.consumption().start();
    Redrive done = api.redriven(second);

    assertThat(done.refusedAgain()).isEqualTo(LONG_MEMBER + NO_DATE);
    await("the events of the last results are loaded")
        .atMost(Duration.ofMinutes(1))
        .until(() -> rows() == VALID + WRONG_CHANNEL);
    assertEachEventIsOneRow();
    assertThat(open()).isEqualTo(LONG_MEMBER + NO_DATE);
    assertThat(api.refusal(ofPreview(patched, 500)))
        .contains("no open dead letter would pass by the preview");
    Redrive again = api.redriven(api.redrive(request(PATCH, null, false)).id());
    assertThat(again.published()).as("a second run").isZero();
    assertThat(rows()).isEqualTo(VALID + WRONG_CHANNEL);
    assertThat(number("SELECT min(attempts) FROM pipeline.dead_letter_state WHERE state = 'open'"))
        .isEqualTo(2);
    assertThat(
            number(
                "SELECT open_dead_letters FROM pipeline.freshness WHERE event_type = 'member-enrolled'"))
        .isEqualTo(LONG_MEMBER + NO_DATE);
    assertThat(api.reconcileDeep().path("partitions").valueStream())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("unaccounted").asLong(-1)).isZero());
  }

  /** Rows and open dead letters are all that was sent. */
  private void assertEachEventIsOneRow() throws SQLException {
    Map<String, Integer> rows = programme.warehouse().rowsById("member-enrolled");
    assertThat(rows.values()).allMatch(count -> count == 1);
    assertThat(rows.keySet())
        .isEqualTo(
            List.of("valid", "channel").stream()
                .flatMap(kind -> ids.get(kind).stream())
                .collect(Collectors.toSet()));
    Set<String> open =
        programme
            .warehouse()
            .query(
                """
                SELECT event_id FROM pipeline.dead_letter
                  JOIN pipeline.dead_letter_state USING (dead_letter_id) WHERE state = 'open'""")
            .stream()
            .map(row -> row.get(0))
            .collect(Collectors.toSet());
    assertThat(rows.size() + open.size()).isEqualTo(VALID + ALL);
    List<String> member =
        programme
            .warehouse()
            .query(
                "SELECT event_id FROM bi.member_enrolled WHERE member_id = 'm-0' ORDER BY kafka_partition, kafka_offset")
            .stream()
            .map(row -> row.get(0))
            .filter(ids.get("channel")::contains)
            .toList();
    List<String> refused =
        programme
            .warehouse()
            .query("SELECT event_id FROM pipeline.dead_letter ORDER BY kafka_offset")
            .stream()
            .map(row -> row.get(0))
            .filter(member::contains)
            .toList();
    assertThat(member)
        .as("the redriven of one key, in the order in which they were refused")
        .isEqualTo(refused)
        .hasSizeGreaterThan(5);
  }

  private Redrive preview(JsonNode patch, JsonNode candidate) {
    return api.redriven(api.redrive(request(patch, candidate, true)).id());
  }

  private static RedriveRequest request(JsonNode patch, JsonNode candidate, boolean dryRun) {
    return new RedriveRequest(FILTER, null, patch, candidate, dryRun, null);
  }

  private static RedriveRequest ofPreview(Redrive preview, int rate) {
    return new RedriveRequest(null, preview.id(), null, null, false, rate);
  }

  /** The contract with room for longer members. */
  private JsonNode candidate() {
    String schema =
        new IngestionClient(
                new ServiceAddress(programme.apis().get(0)),
                Optional.of(new AccessToken(PatientConsumption.TOKEN, "the test")),
                Timeouts.USUAL)
            .api()
            .eventType("member-enrolled")
            .value()
            .schema()
            .toString();
    String longer = schema.replace("\"maxLength\":64", "\"maxLength\":128");
    assertThat(longer).isNotEqualTo(schema);
    return JSON.readTree(longer);
  }

  private List<SampleMessage> enrolled(
      String kind, int count, String member, String channel, String date) {
    List<SampleMessage> messages = new ArrayList<>();
    Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < count; i++) {
      String id = UUID.randomUUID().toString();
      ids.computeIfAbsent(kind, each -> new ArrayList<>()).add(id);
      String json =
          """
          {"specversion":"1.0","id":"%s","type":"member-enrolled","source":"/web","time":"%s",\
          "data":{"memberId":"%s","channel":"%s","email":"jane@example.org"%s}}"""
              .formatted(id, time.minusSeconds(i), member.formatted(i % 10), channel, date);
      messages.add(
          new SampleMessage(
              json, List.of(new SampleEvent(id, "member-enrolled", json, Optional.empty()))));
    }
    return messages;
  }

  private long rows() throws SQLException {
    return number("SELECT count(*) FROM bi.member_enrolled");
  }

  private long open() throws SQLException {
    return number("SELECT count(*) FROM pipeline.dead_letter_state WHERE state = 'open'");
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(programme.warehouse().query(sql).get(0).get(0));
  }
}
