package io.loyalty.console.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.visit.SharedConsole;
import io.loyalty.console.visit.Visit;
import io.loyalty.console.visit.VisitedConsole;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.util.UriComponentsBuilder;

class TypesTest {
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String DOWN = "{\"status\": 503, \"detail\": \"PostgreSQL is down.\"}";
  @RegisterExtension static final SharedConsole console = new SharedConsole();

  @BeforeEach
  void recordAnswers() {
    RecordedTypes.record(console.ingestion(), console.consumption(), "points", "Some text.");
  }

  @Test
  void listsTheTypesWithTheirFigures() {
    String page = text(console.bob().page("/event-types"));

    assertThat(page)
        .contains("2 of 2 event types")
        .contains("points 90 ")
        .contains("90 % 10 1,234 2026-01-31 12:00:00 UTC 3 2")
        .contains("quiet by stage Some text.");
  }

  @Test
  void theNumberOfRefusedEventsLeadsToTheDeadLettersThatItCounts() {
    String page = console.bob().page("/event-types");

    String asked =
        console.consumption().asked().stream()
            .map(each -> each.line())
            .filter(each -> each.startsWith("GET /dead-letters?"))
            .findFirst()
            .orElseThrow();
    assertThat(page)
        .contains(
            "href=\"/dead-letters?eventType=points&amp;state=all&amp;from=%s&amp;to=%s\""
                .formatted(parameter(asked, "from"), parameter(asked, "to")));
    assertThat(parameter(asked, "state")).isEqualTo("all");
  }

  private static String parameter(String line, String name) {
    return UriComponentsBuilder.fromUriString(line.substring(line.indexOf('?')))
        .build()
        .getQueryParams()
        .getFirst(name)
        .replace("%3A", ":");
  }

  @Test
  void listsOnlyTypesThatHaveTheText() {
    assertThat(text(console.bob().page("/event-types?q=QUI")))
        .contains("1 of 2 event types", "quiet")
        .doesNotContain("points 90");
    assertThat(console.bob().page("/event-types?q=nothing-of-it"))
        .contains("No event type has this text.");
  }

  @Test
  void saysWhatIsMissing_andShowsTheRest() {
    console.consumption().reset();
    console.consumption().answers("GET /status", 503, DOWN);

    String page = text(console.bob().page("/event-types"));

    assertThat(page).contains("points – – – – – –", "PostgreSQL is down.");
    assertThat(console.bob().get("/event-types.csv").statusCode()).isEqualTo(502);
    assertThat(console.bob().get("/event-types.json").body())
        .contains("<p class=\"fault\">PostgreSQL is down.</p>");
  }

  @Test
  void listsNothingButTheFaultWithoutIngestion() {
    console.ingestion().reset();
    console.ingestion().answers("GET /event-types", 503, DOWN);

    assertThat(console.bob().page("/event-types"))
        .contains("<p class=\"fault\">PostgreSQL is down.</p>")
        .doesNotContain("There are no event types");
  }

  @Test
  void threeHundredTypesAreOnOnePage_andEachServiceIsAskedAFewTimes() {
    console
        .ingestion()
        .answers(
            "GET /event-types",
            IntStream.range(0, 300)
                .mapToObj(
                    each ->
                        """
                        {"eventType": "type-%d", "doc": "d", "version": 1, "destination":
                         {"topic": "t", "keyFields": [], "table": "b", "childTables": []}}\
                        """
                            .formatted(each))
                .collect(Collectors.joining(",", "{\"eventTypes\": [", "]}")));

    assertThat(console.bob().page("/event-types?sort=rate"))
        .contains("<span>300</span> event types", "type-0", "type-299");
    assertThat(console.ingestion().asked()).hasSize(2);
    assertThat(console.consumption().asked()).hasSize(3);
  }

  @Test
  void downloadsTheList() {
    HttpResponse<String> csv = console.bob().get("/event-types.csv?q=points");

    assertThat(csv.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"event-types.csv\"");
    assertThat(csv.body())
        .startsWith("event_type,version,derived_by,accepted,per_second,refused,lag,")
        .contains("points,2,,90,")
        .contains(",10,1234,2026-01-31T12:00:00Z,3");
    assertThat(console.bob().get("/event-types.json").body()).contains("\"eventType\" : \"quiet\"");
  }

  @Test
  void showsAContract_itsColumns_andItsPartitions() {
    String page = text(console.bob().page("/event-types/points"));

    assertThat(page)
        .contains("version 2 , FULL_TRANSITIVE")
        .contains("member_id text may be null pseudonym")
        .contains("total_amount numeric(12,2)")
        .contains("Columns of bi.Some text._item . Lines.", "line_no bigint")
        .contains("3 1,000 9,876 9,870 8,860 0");
  }

  @Test
  void showsTheContractChangeForAnUnknownField() {
    String page = console.bob().page("/event-types/points?change=/promo-code&as=amount");

    assertThat(page)
        .contains("&quot;name&quot; : &quot;promoCode&quot;")
        .contains("&quot;precision&quot; : 12")
        .contains("&quot;jsonNames&quot; : [ &quot;promo-code&quot; ]")
        .contains("history/points/v2.avsc");
  }

  @Test
  void showsNoContractChangeForANameThatIsMasked() {
    assertThat(console.bob().page("/event-types/points?change=/***"))
        .doesNotContain("id=\"change\"")
        .contains("its name may be data");
  }

  @Test
  void aTypeThatNobodyKnowsIsNotFound() {
    assertThat(console.bob().get("/event-types/other").statusCode()).isEqualTo(404);
  }

  @Test
  void showsViolationsAtTheirPlaces() {
    console
        .ingestion()
        .answers(
            "POST /validate",
            """
            {"events": [{"position": 0, "valid": false, "eventType": "points", "station": "validate", "reason": "invalid",
              "violations": [{"path": "/data/points", "rule": "integer", "expected": "a whole number", "found": "1.50"},
                             {"path": "/data/memberId", "rule": "required", "expected": "a value", "found": "nothing"}]}],
             "summary": {"events": 1, "valid": 0, "invalid": 1, "byReason": {"invalid": 1}}}\
            """);

    HttpResponse<String> page = tried("{\"data\": {\"points\": 1.50}}");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(
            "<code class=\"marked\">    &quot;points&quot;: 1.50</code>"
                + "<strong class=\"mark\">↑ integer: expected a whole number, found 1.50</strong>")
        .contains(
            "<code class=\"marked\">  &quot;data&quot;: {</code>"
                + "<strong class=\"mark\">↑ required: expected a value, found nothing</strong>")
        .contains("0 of 1 would be published, 1 would be dead letters.");
    assertThat(console.ingestion().asked())
        .filteredOn(each -> each.line().equals("POST /validate"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.body()).isEqualTo("{\"data\": {\"points\": 1.50}}");
              assertThat(each.headers())
                  .containsEntry("authorization", "Bearer " + VisitedConsole.ACT_TOKEN);
            });
  }

  @Test
  void showsTheRecordOfAValidEvent() {
    console
        .ingestion()
        .answers(
            "POST /validate",
            """
            {"events": [{"position": 0, "valid": true, "eventType": "points", "topic": "loyalty.points", "key": "M-1",
              "record": {"points": 5}, "violations": []}],
             "summary": {"events": 1, "valid": 1, "invalid": 0, "byReason": {}}}\
            """);

    assertThat(tried("{}").body())
        .contains("1 of 1 would be published", "loyalty.points", "M-1", "&quot;points&quot; : 5");
  }

  @Test
  void saysWhyAnEventCannotBeTried() {
    console
        .ingestion()
        .answers("POST /validate", 503, "{\"status\": 503, \"detail\": \"Others are running.\"}");

    assertThat(tried("{}").body()).contains("Others are running.").contains("<textarea");
  }

  @Test
  void handsOnTheAsyncApiDocumentOfIngestionAsItIs() {
    String document = "{\n  \"asyncapi\": \"3.0.0\",\n  \"x\": 1.50\n}\n";
    console.ingestion().answers("GET /asyncapi.json", document);

    HttpResponse<String> answer = console.bob().get("/asyncapi.json");

    assertThat(answer.body()).isEqualTo(document);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(console.bob().page("/event-types")).contains("href=\"/asyncapi.json\"");
    assertThat(console.visit().get("/asyncapi.json").statusCode()).isEqualTo(302);
  }

  @Test
  void saysInASentenceThatThereIsNoAsyncApiDocument() {
    console.ingestion().answers("GET /asyncapi.json", 503, DOWN);

    HttpResponse<String> answer = console.bob().get("/asyncapi.json");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("PostgreSQL is down.");
  }

  @Test
  void whoMayReadTriesNoEvent() {
    Visit bob = console.bob();

    assertThat(bob.page("/event-types/points"))
        .contains("Trying an event needs the role act")
        .doesNotContain("<textarea");
    assertThat(bob.post("/", "/event-types/points/try", Map.of("event", "{}")).statusCode())
        .isEqualTo(403);
    assertThat(console.ingestion().asked())
        .noneMatch(each -> each.line().startsWith("POST /validate"));
  }

  @Test
  void foreignTextIsNeverMarkup() {
    RecordedTypes.record(console.ingestion(), console.consumption(), "points", SCRIPT);
    console
        .ingestion()
        .answers(
            "POST /validate",
            """
            {"events": [{"position": 0, "valid": false, "eventType": "%1$s", "reason": "%1$s",
              "violations": [{"path": "%1$s", "rule": "%1$s", "expected": "%1$s", "found": "%1$s"}]}],
             "summary": {"events": 1, "valid": 0, "invalid": 1, "byReason": {}}}\
            """
                .formatted(SCRIPT));

    for (String page :
        new String[] {
          console.bob().page("/event-types"),
          console.bob().page("/event-types?q=%3Cscript%3Ealert(1)"),
          console.alice().page("/event-types/points?change=/a%3Cscript%3E&as=%3Cscript"),
          tried("[\"</textarea>" + SCRIPT + "\"]").body()
        }) {
      assertThat(page).contains("&lt;script&gt;").doesNotContain("<script>alert");
    }
  }

  private static HttpResponse<String> tried(String event) {
    return console
        .alice()
        .post("/event-types/points", "/event-types/points/try", Map.of("event", event));
  }

  private static String text(String page) {
    return page.replaceAll("(?s)<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
