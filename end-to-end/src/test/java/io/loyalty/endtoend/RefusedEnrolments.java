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
import io.loyalty.endtoend.programme.TopicEnds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A programme whose enrolments were refused for three causes: a channel that a patch mends, members
 * that a new version of the contract takes, and a date that is missing for good.
 */
final class RefusedEnrolments {
  static final int WRONG_CHANNEL = 500;
  static final int LONG_MEMBER = 300;
  static final int NO_DATE = 200;

  /** All that is refused. */
  static final int ALL = WRONG_CHANNEL + LONG_MEMBER + NO_DATE;

  static final JsonNode PATCH =
      new JsonMapper()
          .readTree("[{\"op\":\"replace\",\"path\":\"/data/channel\",\"value\":\"WEB\"}]");

  private static final int VALID = 60;
  private static final int MEMBERS = 10;
  private static final String TYPE = "member-enrolled";
  private static final String DATE = ",\"enrolledOn\":\"2026-01-02\"";
  private static final JsonNode FILTER =
      new JsonMapper().readTree("{\"eventType\":\"member-enrolled\"}");

  private final Map<String, List<String>> ids = new HashMap<>();
  private final Programme programme;

  private RefusedEnrolments(Programme programme) {
    this.programme = programme;
  }

  /** Starts a programme and has all refused, and some loaded. */
  static RefusedEnrolments in(String name) throws Exception {
    RefusedEnrolments all =
        new RefusedEnrolments(
            Programme.start(
                name,
                ChosenBackends.backends(),
                "--consumption.redrive.lease=3s",
                "--consumption.redrive.poll=500ms"));
    all.send();
    return all;
  }

  private void send() throws InterruptedException {
    List<SampleMessage> messages = new ArrayList<>();
    messages.addAll(enrolled("valid", VALID, "m-%d", "WEB", DATE));
    messages.addAll(enrolled("channel", WRONG_CHANNEL, "m-%d", "FAX", DATE));
    messages.addAll(enrolled("long", LONG_MEMBER, "m".repeat(80) + "%d", "WEB", DATE));
    messages.addAll(enrolled("date", NO_DATE, "m-%d", "WEB", ""));
    programme.send(messages);
    await("all are loaded or refused")
        .atMost(Duration.ofMinutes(15))
        .until(() -> number("SELECT count(*) FROM pipeline.dead_letter") == ALL && added() == 0);
  }

  Programme programme() {
    return programme;
  }

  private PatientConsumption api() {
    return programme.api();
  }

  /** Previews what would become of all that is open. */
  Redrive preview(JsonNode patch, JsonNode candidate) {
    return api().redriven(api().redrive(request(patch, candidate, true, null)).id());
  }

  /** Begins to redrive with the patch; null is the service's own rate. */
  String redrive(Integer recordsPerSecond) {
    return api().redrive(request(PATCH, null, false, recordsPerSecond)).id();
  }

  private static RedriveRequest request(
      JsonNode patch, JsonNode candidate, boolean dryRun, Integer recordsPerSecond) {
    return new RedriveRequest(FILTER, null, patch, candidate, dryRun, recordsPerSecond);
  }

  /** Returns the contract with room for longer members. */
  JsonNode candidate() {
    String schema =
        new IngestionClient(
                new ServiceAddress(programme.apis().get(0)),
                Optional.of(new AccessToken(PatientConsumption.TOKEN, "the test")),
                Timeouts.USUAL)
            .api()
            .eventType(TYPE)
            .value()
            .schema()
            .toString();
    String longer = schema.replace("\"maxLength\":64", "\"maxLength\":128");
    assertThat(longer).isNotEqualTo(schema);
    return new JsonMapper().readTree(longer);
  }

  /** Replaces both services, in the order of a deployment, by such with this contract. */
  void deploy(JsonNode contract) throws IOException, InterruptedException {
    programme.consumption().deploy(TYPE, contract.toString());
    programme.ingestion().deploy(TYPE, contract.toString());
  }

  /** Returns how many rows there are beside those that were valid from the start. */
  long added() throws SQLException {
    return number("SELECT count(*) FROM bi.member_enrolled") - VALID;
  }

  /** Returns how many dead letters were published, by however many redrives. */
  long published() throws SQLException {
    return number(
        """
        SELECT count(DISTINCT dead_letter_id) FROM pipeline.dead_letter_resolution
        WHERE outcome = 'published'""");
  }

  long open() throws SQLException {
    return number("SELECT count(*) FROM pipeline.dead_letter_state WHERE state = 'open'");
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(programme.warehouse().query(sql).get(0).get(0));
  }

  /** Waits until all that was mended is loaded, and checks each event of it. */
  void settle() throws SQLException {
    try (TopicEnds ends = new TopicEnds(programme)) {
      await("the events of the last results are loaded")
          .atMost(Duration.ofMinutes(15))
          .until(
              () ->
                  added() == WRONG_CHANNEL + LONG_MEMBER && ledgered() == ends.now().get(topic()));
    }
    assertEachEventIsOneRowOrOpen();
    assertOrderOfEachMember();
    assertBalance();
  }

  private long ledgered() throws SQLException {
    return number(
        "SELECT coalesce(sum(records + holes), 0) FROM pipeline.load_ledger WHERE topic = '%s'"
            .formatted(topic()));
  }

  private String topic() {
    return programme.name() + "." + TYPE;
  }

  private void assertEachEventIsOneRowOrOpen() throws SQLException {
    Map<String, Integer> rows = programme.warehouse().rowsById(TYPE);
    assertThat(rows.values()).as("rows of each id").allMatch(count -> count == 1);
    assertThat(rows.keySet()).isEqualTo(sent("valid", "channel", "long"));
    assertThat(
            new HashSet<>(
                texts(
                    """
                    SELECT event_id FROM pipeline.dead_letter
                      JOIN pipeline.dead_letter_state USING (dead_letter_id)
                    WHERE state = 'open'""")))
        .as("open dead letters")
        .isEqualTo(sent("date"));
  }

  private Set<String> sent(String... kinds) {
    return Stream.of(kinds).flatMap(kind -> ids.get(kind).stream()).collect(Collectors.toSet());
  }

  /** The redriven of one key are on the topic in the order in which they were refused. */
  private void assertOrderOfEachMember() throws SQLException {
    List<String> refused = texts("SELECT event_id FROM pipeline.dead_letter ORDER BY kafka_offset");
    Set<String> redriven = sent("channel", "long");
    Map<String, List<String>> members = new HashMap<>();
    for (List<String> row :
        programme
            .warehouse()
            .query(
                "SELECT member_id, event_id FROM bi.member_enrolled ORDER BY kafka_partition, kafka_offset")) {
      if (redriven.contains(row.get(1))) {
        members.computeIfAbsent(row.get(0), each -> new ArrayList<>()).add(row.get(1));
      }
    }
    assertThat(members).hasSize(2 * MEMBERS);
    members.forEach(
        (member, events) -> {
          Set<String> own = Set.copyOf(events);
          assertThat(events)
              .as("events of %s", member)
              .isEqualTo(refused.stream().filter(own::contains).toList());
        });
  }

  /**
   * Sent = rows + duplicates + conflicts + open dead letters + resolved ones, where what is on the
   * topic twice is a duplicate.
   */
  private void assertBalance() throws SQLException {
    assertThat(number("SELECT count(*) FROM pipeline.dead_letter"))
        .as("what is refused again is no new dead letter")
        .isEqualTo(ALL);
    assertThat(number("SELECT count(*) FROM pipeline.dead_letter_state WHERE state = 'resolved'"))
        .isZero();
    assertThat((long) programme.sent().size())
        .as("events sent")
        .isEqualTo(VALID + added() + open());
    List<String> ledger =
        programme
            .warehouse()
            .query(
                """
                SELECT sum(records), sum(inserted), sum(duplicates), sum(conflicts), sum(dead_lettered)
                FROM pipeline.load_ledger WHERE topic = ?""",
                topic())
            .get(0);
    assertThat(Long.parseLong(ledger.get(1))).as("rows, by the ledger").isEqualTo(VALID + added());
    assertThat(Long.parseLong(ledger.get(1)) + Long.parseLong(ledger.get(2)))
        .as("records on the topic")
        .isEqualTo(Long.parseLong(ledger.get(0)));
    assertThat(ledger.subList(3, 5)).as("conflicts, refused by the load").containsOnly("0");
    assertThat(
            number(
                "SELECT open_dead_letters FROM pipeline.freshness WHERE event_type = 'member-enrolled'"))
        .isEqualTo(open());
    assertThat(api().reconcileDeep().path("partitions").valueStream())
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.path("unaccounted").asLong(-1)).isZero();
              assertThat(each.path("unproven").asLong(-1)).isZero();
            });
  }

  private List<String> texts(String sql) throws SQLException {
    return programme.warehouse().query(sql).stream().map(row -> row.get(0)).toList();
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
              .formatted(id, time.minusSeconds(i), member.formatted(i % MEMBERS), channel, date);
      messages.add(
          new SampleMessage(json, List.of(new SampleEvent(id, TYPE, json, Optional.empty()))));
    }
    return messages;
  }
}
