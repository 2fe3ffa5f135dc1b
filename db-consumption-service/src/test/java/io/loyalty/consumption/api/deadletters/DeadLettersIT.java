package io.loyalty.consumption.api.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.masking.TypeMasks;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.deadletters.ArrivedEvents;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.consumption.warehouse.deadletters.ResolutionReader;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests what the API answers about dead letters, from a database with the product's migrations. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeadLettersIT {
  /** Every field with personal data contains this text. */
  private static final String SECRET = "zq7";

  private static final EventType VISIT =
      EventCatalogue.read(
          """
          {"type": "record", "name": "ClinicVisit", "namespace": "io.loyalty.events", "doc": "A visit.",
           "eventType": "clinic-visit", "key": ["memberId"], "fields": [
            {"name": "eventId", "type": {"type": "string", "logicalType": "uuid"}, "doc": "Its id."},
            {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When."},
            {"name": "occurredAtOffset", "type": "int", "doc": "Minutes."},
            {"name": "receivedAt", "type": {"type": "long", "logicalType": "timestamp-micros"}, "doc": "When received.",
             "perDelivery": true},
            {"name": "source", "type": "string", "doc": "Whose.", "maxLength": 512},
            {"name": "memberId", "type": "string", "doc": "The member.", "maxLength": 64, "pii": "pseudonym"},
            {"name": "ward", "type": "string", "doc": "Where.", "maxLength": 64},
            {"name": "email", "type": "string", "doc": "Mail.", "pii": "direct", "jsonNames": ["mail"]},
            {"name": "card", "type": "string", "doc": "Card.", "transform": ["trim", "hash"]},
            {"name": "device", "type": "string", "doc": "Device.", "pii": "direct", "transform": ["hash"]},
            {"name": "born", "type": {"type": "int", "logicalType": "date"}, "doc": "Birth.", "pii": "direct"},
            {"name": "income", "type": "double", "doc": "Income.", "pii": "direct"},
            {"name": "allergies", "doc": "Allergies.", "pii": "direct",
             "type": {"type": "array", "items": "string"}},
            {"name": "answers", "doc": "Answers.", "type": {"type": "map", "values": "string"}, "pii": "direct"},
            {"name": "address", "doc": "Home.", "pii": "direct", "type": {"type": "record", "name": "Address",
             "doc": "Home.", "fields": [{"name": "street", "type": "string", "doc": "Street."}]}},
            {"name": "guests", "doc": "Guests.", "type": {"type": "array", "items": {"type": "record",
             "name": "Guest", "doc": "A guest.", "fields": [
               {"name": "name", "type": "string", "doc": "Name.", "pii": "direct"},
               {"name": "badge", "type": "string", "doc": "Badge.", "transform": ["hash"]},
               {"name": "seat", "type": "string", "doc": "Seat."}]}}},
            {"name": "unmapped", "type": ["null", "string"], "doc": "The rest.", "default": null, "pii": "direct"}
           ]}""");
  private static final String ORIGINAL =
      """
      {"specversion": "1.0", "id": "%1$s", "type": "clinic-visit", "source": "/clinic", "subject": "zq7 subject",
       "time": "2026-03-14T12:00:00Z", "email": "zq7@beside.example",
       "data": {"memberId": "m-zq7", "ward": "north", "email": "zq7@x.example", "mail": "zq7@y.example",
        "card": "4000zq7", "device": "dev-zq7", "born": "zq7-01-02", "income": "9zq7", "allergies": ["zq7 nut"],
        "answers": {"zq7 key": "zq7 value"}, "address": {"street": "zq7 street", "zq7 lane": 1},
        "guests": [{"name": "zq7 guest", "badge": "zq7badge", "seat": "4b"}], "zq7 Doe": "zq7",
        "note": "zq7 note", "+4917012345zq7": {"deep": "zq7"}}}""";

  /** Lists paths in an event, each with the value found there. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("/data/memberId", "m-zq7"),
          Map.entry("/data/email", "zq7@x.example"),
          Map.entry("/data/mail", "zq7@y.example"),
          Map.entry("/data/card", "4000zq7"),
          Map.entry("/data/device", "dev-zq7"),
          Map.entry("/data/born", "zq7-01-02"),
          Map.entry("/data/income", "9zq7"),
          Map.entry("/data/allergies/0", "zq7 nut"),
          Map.entry("/data/answers/zq7 key", "zq7 value"),
          Map.entry("/data/address/street", "zq7 street"),
          Map.entry("/data/guests/0/name", "zq7 guest"),
          Map.entry("/data/guests/1/badge", "zq7badge"),
          Map.entry("/data/+4917012345zq7/deep", "zq7"),
          Map.entry("/email", "zq7@beside.example"));

  private final JsonMapper json = JsonMapper.builder().build();
  private final LocalStack stack;
  private final String name = "letters_" + UUID.randomUUID().toString().replace("-", "");
  private JdbcClient jdbc;
  private LoadTotals totals;
  private MockMvc api;

  DeadLettersIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeAll
  void migrate() {
    server().sql("CREATE DATABASE " + name).update();
    DriverManagerDataSource database =
        new DriverManagerDataSource(
            stack.jdbcUrl().replace("/warehouse", "/" + name), "postgres", "");
    Flyway.configure()
        .defaultSchema("pipeline")
        .schemas("pipeline")
        .dataSource(database)
        .load()
        .migrate();
    jdbc = JdbcClient.create(database);
    jdbc.sql(
            """
            CREATE TABLE bi.clinic_visit (event_id uuid, occurred_at timestamptz, loaded_at timestamptz,
              kafka_partition integer, kafka_offset bigint)""")
        .update();
    totals = new LoadTotals(database);
    EventTopics topics =
        new EventTopics(
            EventCatalogue.of(
                Stream.concat(
                        EventCatalogue.fromClasspath().eventTypes().stream(), Stream.of(VISIT))
                    .toList()),
            "shop");
    DeadLetterReader reader = new DeadLetterReader(database);
    DeadLetterMask mask =
        new DeadLetterMask(reader, new RefusedTypes(topics), new TypeMasks(topics), json);
    DeadLetterHistory history =
        new DeadLetterHistory(new ResolutionReader(database), new ArrivedEvents(database), topics);
    api = MockMvcBuilders.standaloneSetup(new DeadLetterController(reader, mask, history)).build();
  }

  @AfterAll
  void drop() {
    server().sql("DROP DATABASE %s WITH (FORCE)".formatted(name)).update();
  }

  @BeforeEach
  void empty() {
    jdbc.sql(
            """
            TRUNCATE pipeline.dead_letter, pipeline.dead_letter_violation, pipeline.dead_letter_resolution,
              pipeline.dead_letter_resolution_violation, pipeline.dead_letter_decided, bi.clinic_visit""")
        .update();
  }

  @Test
  void showsNoPersonalValueInAnyAnswer() throws Exception {
    UUID eventId = new UUID(1, 2);
    letter("a", "clinic-visit", eventId.toString(), ORIGINAL.formatted(eventId));
    letter("b", "zq7 type", "zq7 id", "zq7 is no JSON");
    letter("c", null, null, ORIGINAL.formatted("zq7"));
    for (String id : List.of("a", "b", "c")) {
      PLACES.forEach((path, found) -> violation(id, path, "rule", found));
    }
    resolution("a", "run-1", 0, "would-fail", "2026-03-02T00:00:00Z");
    resolution("a", "run-2", 0, "refused-again", "2026-03-03T00:00:00Z");
    PLACES.forEach((path, found) -> resolutionViolation("a", "run-2", path, found));

    List<String> answers = new ArrayList<>();
    for (boolean withRole : List.of(true, false)) {
      for (String path :
          List.of(
              "/dead-letters",
              "/dead-letters?state=all&limit=1",
              "/dead-letters?groupBy=eventType,station,reason,rule,path,source,serviceVersion,hour",
              "/dead-letters?groupBy=path",
              "/dead-letters?path=/data/card&groupBy=path,rule",
              "/dead-letters/a",
              "/dead-letters/b",
              "/dead-letters/c")) {
        String answer = body(path, withRole);
        answers.add(answer);
        // Only a caller with a role sees the member.
        assertThat(withRole ? answer.replace("m-" + SECRET, "") : answer)
            .as("%s, with role: %s", path, withRole)
            .doesNotContainIgnoringCase(SECRET)
            .doesNotContain("4000", "dev-", "+49");
      }
    }

    JsonNode shown = json.readTree(body("/dead-letters/a", true));
    assertThat(shown.get("original").asString())
        .contains("\"ward\":\"north\"", "\"seat\":\"4b\"", "m-zq7", "\"card\":\"***\"");
    assertThat(shown.get("violations").size()).isEqualTo(PLACES.size());
    assertThat(shown.get("violations").toString())
        .contains("\"path\":\"/data/guests/1/badge\"", "/data/answers/***");
    assertThat(shown.get("resolutions").get(0).get("violations").size()).isEqualTo(PLACES.size());
    assertThat(answers).anyMatch(answer -> answer.contains("/data/guests/*/badge"));
  }

  @Test
  void tellsWhatBecameOfADeadLetter() throws Exception {
    UUID eventId = new UUID(3, 4);
    letter("a", "clinic-visit", eventId.toString(), "{}");
    JsonNode before = one("a");
    assertThat(before.get("state").asString()).isEqualTo("open");
    assertThat(before.get("attempts").asLong()).isZero();
    assertThat(before.get("lastRefusedAt")).isEqualTo(before.get("rejectedAt"));
    assertThat(before.get("arrived").isNull()).isTrue();
    assertThat(before.get("resolutions").size()).isZero();

    resolution("a", "preview", 0, "would-pass", "2026-03-02T00:00:00Z");
    resolution("a", "run-1", 0, "refused-again", "2026-03-03T00:00:00Z");
    resolution("a", "run-2", 0, "refused-again", "2026-03-04T00:00:00Z");
    jdbc.sql("INSERT INTO bi.clinic_visit VALUES (?, '2026-03-01Z', '2026-03-05Z', 2, 17)")
        .param(eventId)
        .update();
    JsonNode after = one("a");
    assertThat(after.get("state").asString()).isEqualTo("open");
    assertThat(after.get("attempts").asLong()).isEqualTo(2);
    assertThat(after.get("lastRefusedAt").asString()).isEqualTo("2026-03-04T00:00:00Z");
    assertThat(after.get("arrived").get("offset").asLong()).isEqualTo(17);
    assertThat(after.get("resolutions").valueStream().map(each -> each.get("outcome").asString()))
        .containsExactly("refused-again", "refused-again", "would-pass");
  }

  /** Holds outcomes in the order of their arrival, as run:position:outcome:day, and the state. */
  @ParameterizedTest
  @CsvSource({
    "'', open",
    "p:0:would-pass:1, open",
    "r:0:published:1, redriven",
    "r:0:loaded:1, redriven",
    "r:0:refused-again:1, open",
    "r:0:refused-again:1 s:0:published:2, redriven",
    "s:0:published:2 r:0:refused-again:1, redriven",
    "r:0:published:1 r:1:refused-again:2 r:2:published:3, open",
    "r:2:published:3 r:1:refused-again:2 r:0:published:1, open",
    "r:1:refused-again:1 s:0:published:2 s:1:published:2, redriven",
    "r:0:published:1 p:0:would-fail:2, redriven",
    "d:0:resolved:1, resolved",
    "d:0:resolved:1 e:0:reopened:2, open",
    "e:0:reopened:2 d:0:resolved:1, open",
    "d:0:resolved:1 e:0:reopened:2 f:0:resolved:3, resolved",
    "r:0:refused-again:1 d:0:resolved:2, resolved"
  })
  void hasTheStateOfTheLatestRedriveOrDecision_inAnyOrderOfArrival(String outcomes, String state)
      throws Exception {
    letter("a", "clinic-visit", null, "{}");
    for (String each : outcomes.isEmpty() ? new String[0] : outcomes.split(" ", -1)) {
      String[] parts = each.split(":", -1);
      resolution(
          "a", parts[0], Integer.parseInt(parts[1]), parts[2], "2026-03-0%sZ".formatted(parts[3]));
    }
    assertThat(one("a").get("state").asString()).isEqualTo(state);
    for (String each : List.of("open", "redriven", "resolved")) {
      assertThat(list("state=" + each).get("deadLetters").size())
          .as("in the list of " + each)
          .isEqualTo(each.equals(state) ? 1 : 0);
    }
    assertThat(
            jdbc.sql(
                    """
                    SELECT state FROM pipeline.dead_letter_state WHERE dead_letter_id = 'a'""")
                .query(String.class)
                .single())
        .isEqualTo(state);
  }

  @Test
  void countsOnlyWhatNobodyClosedAsOpen() {
    jdbc.sql(
            """
            INSERT INTO pipeline.log_end VALUES ('shop.clinic-visit', 0, 0, now())
            ON CONFLICT DO NOTHING""")
        .update();
    for (String id : List.of("a", "b", "c", "d")) {
      letter(id, "clinic-visit", null, "{}");
    }
    resolution("b", "r", 0, "published", "2026-03-02Z");
    resolution("c", "d", 0, "resolved", "2026-03-02Z");
    resolution("d", "r", 0, "refused-again", "2026-03-02Z");

    assertThat(
            jdbc.sql(
                    """
                    SELECT open_dead_letters FROM pipeline.freshness WHERE event_type = 'clinic-visit'""")
                .query(Long.class)
                .single())
        .isEqualTo(2);
    assertThat(totals.deadLetters())
        .containsExactly(
            new LoadTotals.DeadLetterCount("clinic-visit", "validate", "invalid", 2, 1, 0));
  }

  @Test
  void filtersAndGroupsByEverything() throws Exception {
    for (int i = 0; i < 12; i++) {
      letter("l" + i, i % 2 == 0 ? "clinic-visit" : "device-login", null, "{}");
      jdbc.sql(
              """
              UPDATE pipeline.dead_letter
              SET rejected_at = timestamptz '2026-03-01 10:50:00Z' + ? * interval '1 minute', source = ?,
                  reason = ?, station = ?, service_version = ?
              WHERE dead_letter_id = ?""")
          .param(i)
          .param("/till/" + i % 3)
          .param(i < 3 ? "not-json" : "invalid")
          .param(i < 3 ? "open" : "validate")
          .param(i < 6 ? "ingestion 1" : "ingestion 2")
          .param("l" + i)
          .update();
      if (i >= 3) {
        violation("l" + i, "/data/guests/%d/seat".formatted(i), "required", "x");
        violation("l" + i, "/data/guests/0/seat", "required", "x");
        String rule = i % 4 == 0 ? "allowed-values" : "max-length";
        violation("l" + i, "/data/ward", rule, "x");
        violation("l" + i, "/data/ward", rule, "y");
      }
    }

    assertThat(count("eventType=clinic-visit")).isEqualTo(6);
    assertThat(count("station=open")).isEqualTo(3);
    assertThat(count("reason=invalid")).isEqualTo(9);
    assertThat(count("source=/till/1")).isEqualTo(4);
    assertThat(count("serviceVersion=ingestion 2")).isEqualTo(6);
    assertThat(count("rule=allowed-values")).isEqualTo(2);
    assertThat(count("rule=allowed-values&path=/data/ward")).isEqualTo(2);
    assertThat(count("rule=required&path=/data/ward")).isZero();
    assertThat(count("path=/data/guests/7/seat")).isEqualTo(1);
    assertThat(count("path=/data/guests/*/seat")).isEqualTo(9);
    assertThat(count("path=/data/gu.sts/*/seat")).isZero();
    assertThat(count("path=/dåta/[(\\/*/+seat$")).isZero();
    assertThat(count("from=2026-03-01T10:59:00Z")).isEqualTo(3);
    assertThat(count("to=2026-03-01T10:59:00Z")).isEqualTo(9);
    assertThat(count("id=l1&id=l2&id=none")).isEqualTo(2);
    assertThat(count("id=l1,l2&eventType=device-login")).isEqualTo(1);

    assertThat(groups("groupBy=hour", "hour"))
        .containsExactlyInAnyOrder("2026-03-01T10:00:00Z 10", "2026-03-01T11:00:00Z 2");
    assertThat(groups("groupBy=source", "source"))
        .containsExactlyInAnyOrder("/till/0 4", "/till/1 4", "/till/2 4");
    assertThat(groups("groupBy=serviceVersion,station", "station", "serviceVersion"))
        .containsExactlyInAnyOrder(
            "open ingestion 1 3", "validate ingestion 1 3", "validate ingestion 2 6");
    assertThat(groups("groupBy=rule,path", "rule", "path"))
        .containsExactlyInAnyOrder(
            "required /data/guests/*/seat 9",
            "allowed-values /data/ward 2",
            "max-length /data/ward 7",
            "null null 3");
    assertThat(groups("", "eventType", "station", "reason"))
        .containsExactlyInAnyOrder(
            "clinic-visit open not-json 2",
            "device-login open not-json 1",
            "clinic-visit validate invalid 4",
            "device-login validate invalid 5");
    JsonNode largest = list("groupBy=rule,path&groupLimit=2&limit=1");
    assertThat(largest.get("groups").valueStream().map(each -> each.get("count").asLong()))
        .containsExactly(9L, 7L);
    assertThat(largest.get("groupCount").asInt()).isEqualTo(4);
    assertThat(largest.get("total").asLong()).as("each once").isEqualTo(12);
    JsonNode newest = list("groupBy=station&station=validate").get("groups").get(0);
    assertThat(newest.get("first").asString()).isEqualTo("2026-03-01T10:53:00Z");
    assertThat(newest.get("last").asString()).isEqualTo("2026-03-01T11:01:00Z");
    assertThat(newest.get("example").asString()).isEqualTo("l11");
    assertThat(newest.has("eventType")).isFalse();
  }

  @Test
  void listsEveryDeadLetterOnce_pageByPage_whileNewOnesCome() throws Exception {
    for (int i = 0; i < 25; i++) {
      // Several have the same time.
      letter("l%02d".formatted(i), "clinic-visit", null, "{}");
      jdbc.sql(
              """
              UPDATE pipeline.dead_letter SET rejected_at = timestamptz '2026-03-01Z' + ? * interval '1 us'
              WHERE dead_letter_id = ?""")
          .param(i / 4)
          .param("l%02d".formatted(i))
          .update();
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page = list("limit=4" + after);
      page.get("deadLetters").forEach(each -> seen.add(each.get("id").asString()));
      assertThat(page.get("groups").isEmpty()).isEqualTo(pages > 0);
      assertThat(page.get("groupCount").isNull()).isEqualTo(pages > 0);
      assertThat(page.get("total").isNull()).isEqualTo(pages > 0);
      letter("new" + pages++, "clinic-visit", null, "{}");
      after = page.get("next").isNull() ? null : "&after=" + page.get("next").asString();
    } while (after != null);

    assertThat(pages).isEqualTo(7);
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("l24", "l20", "l21");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "evenType=x | unknown parameter \"evenType\"; the parameters are after, eventType, from,",
        "state=closed | state must be open, redriven, resolved or all",
        "groupBy=colour | groupBy is a list, separated by commas, of eventType, station, reason,",
        "groupBy= | groupBy is a list, separated by commas, of eventType, station, reason,",
        "from=yesterday | from is a time like 2026-01-31T12:00:00Z",
        "to=-100000000-01-01T00:00:00Z | to is a time like 2026-01-31T12:00:00Z",
        "after=x | after must be the value of next in the answer with the page before",
        "rule=%00 | rule contains a NUL character, which is not allowed",
        "id=a&id=%00 | id contains a NUL character, which is not allowed"
      })
  void refusesWhatWouldWidenTheList(String query, String sentence) {
    assertThatThrownBy(() -> body("/dead-letters?" + query, true))
        .hasCauseInstanceOf(InvalidRequestException.class)
        .hasStackTraceContaining(sentence);
  }

  private JdbcClient server() {
    return JdbcClient.create(new DriverManagerDataSource(stack.jdbcUrl(), "postgres", ""));
  }

  private void letter(String id, String type, String eventId, String original) {
    jdbc.sql(
            """
            INSERT INTO pipeline.dead_letter (dead_letter_id, rejected_at, station, reason, event_type, event_id,
              source, original, original_kind, service_version)
            VALUES (?, timestamptz '2026-03-02Z', 'validate', 'invalid', ?, ?, '/clinic', ?, 'EVENT', 'ingestion 1')""")
        .param(id)
        .param(type)
        .param(eventId)
        .param(original.getBytes(StandardCharsets.UTF_8))
        .update();
  }

  private void violation(String id, String path, String rule, String found) {
    jdbc.sql(
            """
            INSERT INTO pipeline.dead_letter_violation (dead_letter_id, position, path, rule, expected, found)
            SELECT ?, 1 + count(*), ?, ?, 'something else', ? FROM pipeline.dead_letter_violation
            WHERE dead_letter_id = ?""")
        .param(id)
        .param(path)
        .param(rule)
        .param(found)
        .param(id)
        .update();
  }

  private void resolution(String id, String run, int position, String outcome, String at) {
    jdbc.sql(
            """
            INSERT INTO pipeline.dead_letter_resolution (dead_letter_id, redrive_id, event_position, resolved_at,
              outcome, service_version)
            VALUES (?, ?, ?, ?::timestamptz, ?, 'test')""")
        .param(id)
        .param(run)
        .param(position)
        .param(at)
        .param(outcome)
        .update();
  }

  private void resolutionViolation(String id, String run, String path, String found) {
    jdbc.sql(
            """
            INSERT INTO pipeline.dead_letter_resolution_violation (dead_letter_id, redrive_id, event_position, position,
              path, rule, expected, found)
            SELECT ?, ?, 0, 1 + count(*), ?, 'rule', 'something else', ?
            FROM pipeline.dead_letter_resolution_violation WHERE dead_letter_id = ?""")
        .param(id)
        .param(run)
        .param(path)
        .param(found)
        .param(id)
        .update();
  }

  private String body(String path, boolean withRole) throws Exception {
    MockHttpServletRequestBuilder request =
        (path.contains("%")
                ? MockMvcRequestBuilders.get(URI.create(path))
                : MockMvcRequestBuilders.get(path))
            .accept(MediaType.APPLICATION_JSON);
    if (withRole) {
      request.with(
          sent -> {
            sent.addUserRole("READ");
            return sent;
          });
    }
    return text(api.perform(request).andReturn());
  }

  private static String text(MvcResult result) throws UnsupportedEncodingException {
    assertThat(result.getResponse().getStatus()).isEqualTo(200);
    return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
  }

  private JsonNode one(String id) throws Exception {
    return json.readTree(body("/dead-letters/" + id, true));
  }

  private JsonNode list(String query) throws Exception {
    return json.readTree(body("/dead-letters?" + query, true));
  }

  private int count(String query) throws Exception {
    JsonNode answer = list(query + "&groupBy=eventType");
    long grouped =
        answer.get("groups").valueStream().mapToLong(each -> each.get("count").asLong()).sum();
    assertThat(answer.get("deadLetters").size())
        .as("as many as are counted")
        .isEqualTo((int) grouped);
    assertThat(answer.get("total").asLong()).as("the total").isEqualTo(grouped);
    return (int) grouped;
  }

  private List<String> groups(String query, String... fields) throws Exception {
    return list(query)
        .get("groups")
        .valueStream()
        .map(
            each ->
                Stream.concat(Stream.of(fields), Stream.of("count"))
                    .map(field -> each.get(field).isNull() ? "null" : each.get(field).asString())
                    .reduce((one, other) -> one + " " + other)
                    .orElseThrow())
        .toList();
  }
}
