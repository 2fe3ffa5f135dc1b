package io.loyalty.ingestion.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.flow.Stations;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests requests through all steps, without broker, queue and registry. */
class ValidateControllerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ID = "0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final EventCatalogue CATALOGUE = EventCatalogue.fromClasspath();
  private static final TopicProperties TOPICS =
      new TopicProperties(
          "shop",
          true,
          (short) 1,
          (short) 1,
          DataSize.ofMegabytes(32),
          Duration.ZERO,
          "none",
          Duration.ofMinutes(1));

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new ValidateController(
                  new EventTrial(
                      ids ->
                          new Stations(
                              new EnvelopeReader(EnvelopeProperties.defaults()),
                              new RecordValidator(
                                  CATALOGUE, ids.byEventType(), RecordProperties.defaults(), CLOCK),
                              1),
                      CATALOGUE,
                      TOPICS,
                      CLOCK),
                  JSON),
              new EventTypeController(CATALOGUE, TOPICS, CLOCK, JSON))
          .setControllerAdvice(new Problems())
          .build();

  @Test
  void showsTheRecordTopicAndKeyOfAValidEvent() throws Exception {
    String event =
        event(
            "purchase-transaction",
            """
            {"transactionId":"t-1","storeId":"319","currency":"EUR","totalAmount":12.5,"till":7,
             "lineItems":[{"productId":"p","quantity":"1","amount":12.50}]}""");

    assertThat(validated("application/json", event))
        .isEqualTo(
            JSON.readTree(
                """
                {"events":[{"position":0,"valid":true,"eventType":"purchase-transaction",
                  "topic":"shop.purchase-transaction","key":"319","record":{
                    "eventId":"%s","occurredAt":"2026-06-01T10:00:00Z","occurredAtOffset":120,
                    "receivedAt":"2026-06-01T12:00:00Z","source":"/s","transactionId":"t-1",
                    "storeId":"319","memberId":null,"transactionType":"SALE","currency":"EUR",
                    "totalAmount":"12.50","lineItems":[{"productId":"p","description":null,
                      "category":null,"quantity":"1.000","unitPrice":null,"amount":"12.50",
                      "discountAmount":"0.00"}],
                    "unmapped":{"/till":7}}}],
                 "summary":{"events":1,"valid":1,"invalid":0,"byReason":{}}}"""
                    .formatted(ID)));
  }

  @Test
  void tellsOfEachEventOfABatchInItsOrder() throws Exception {
    String batch =
        "[%s,%s,{\"hello\":1}]"
            .formatted(
                event("points-collected", "{\"memberId\":\"m\",\"points\":1.5,\"reason\":\"X\"}"),
                event(
                    "points-collected", "{\"memberId\":\"m\",\"points\":1,\"reason\":\"BONUS\"}"));

    assertThat(validated("application/json", batch))
        .isEqualTo(
            JSON.readTree(
                """
                {"events":[
                  {"position":0,"valid":false,"eventType":"points-collected","station":"validate",
                   "reason":"invalid","violations":[
                     {"path":"/data/points","rule":"integer","expected":"a whole number of 64 bits","found":"1.5"},
                     {"path":"/data/reason","rule":"allowed-values",
                      "expected":"one of PURCHASE, BONUS, CORRECTION","found":"\\"X\\""}]},
                  {"position":1,"valid":true,"eventType":"points-collected",
                   "topic":"shop.points-collected","key":"m","record":{
                     "eventId":"%s","occurredAt":"2026-06-01T10:00:00Z","occurredAtOffset":120,
                     "receivedAt":"2026-06-01T12:00:00Z","source":"/s","memberId":"m","points":1,
                     "reason":"BONUS","transactionId":null,"balanceAfter":null,"unmapped":null}},
                  {"position":2,"valid":false,"station":"open","reason":"unknown-envelope",
                   "violations":[{"path":"","rule":"unknown-envelope",
                     "expected":"a CloudEvents 1.0 event, an SNS notification, an EventBridge event or the configured one",
                     "found":"none of these"}]}],
                 "summary":{"events":3,"valid":1,"invalid":2,
                   "byReason":{"invalid":1,"unknown-envelope":1}}}"""
                    .formatted(ID)));
  }

  @Test
  void numbersLinesAndPassesOverBlankOnes() throws Exception {
    String valid = event("offer-viewed", "{\"memberId\":\"m\",\"offerId\":\"o\"}");
    String lines = "\n" + valid + "\r\n  \t\r\n[" + valid + "," + valid + "]\n\nno json";
    JsonNode answer = validated("application/x-ndjson", lines);

    assertThat(answer.get("events").valueStream())
        .extracting(each -> each.get("line") + " " + each.get("position") + " " + each.get("valid"))
        .containsExactly("2 0 true", "4 0 true", "4 1 true", "6 0 false");
    assertThat(answer.at("/summary/byReason/not-json").asInt()).isEqualTo(1);
  }

  @Test
  void answersForNoMessageAndForAnEmptyOne() throws Exception {
    assertThat(validated("application/x-ndjson", "\n\n").get("events").isEmpty()).isTrue();
    assertThat(validated("application/json", "").at("/events/0/reason").asString())
        .isEqualTo("empty-message");
    assertThat(validated("application/json", "x".repeat(1024 * 1024 + 1)).at("/events/0/reason"))
        .isEqualTo(JSON.readTree("\"too-large\""));
  }

  @Test
  void neverShowsMoreOfPersonalDataThanADeadLetterWould() throws Exception {
    String event =
        event(
            "member-enrolled",
            """
            {"memberId":"m","enrolledOn":"2026-01-01","channel":"POS","birthDate":"secret"}""");

    assertThat(validated("application/json", event).toString())
        .contains("\"found\":\"masked\"")
        .doesNotContain("secret");
  }

  static List<String> types() {
    return CATALOGUE.eventTypes().stream().map(EventType::name).collect(Collectors.toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesTheExampleOfEveryEventType(String type) throws Exception {
    MockHttpServletResponse shown =
        mvc.perform(MockMvcRequestBuilders.get("/event-types/" + type)).andReturn().getResponse();
    assertThat(shown.getStatus()).isEqualTo(200);
    JsonNode contract = json(shown);
    JsonNode event =
        validated("application/json", contract.get("example").toString()).get("events").get(0);

    assertThat(event.get("valid").asBoolean()).as(event.toString()).isTrue();
    assertThat(event.get("topic")).isEqualTo(contract.at("/destination/topic"));
    assertThat(event.get("record").propertyNames())
        .containsExactlyElementsOf(
            contract
                .at("/schema/fields")
                .valueStream()
                .map(f -> f.get("name").asString())
                .toList());
    assertThat(event.at("/record/unmapped").isNull()).isTrue();
  }

  @Test
  void refusesBodiesBeyondTheBounds() throws Exception {
    assertThat(refused(post("application/x-ndjson", "\n".repeat(10_001)), 413))
        .isEqualTo("the body has 10001 lines; send at most 10000 at once");
    assertThat(
            validated("application/x-ndjson", "\n".repeat(9_999) + " ")
                .at("/summary/events")
                .asInt())
        .isZero();
    byte[] long16 = new byte[MessageLines.MOST_BYTES + 1];
    for (String type : List.of("application/json", "application/x-ndjson")) {
      assertThat(refused(post(type, "").content(long16), 413))
          .isEqualTo("the body is longer than 16777216 bytes; send less at once");
    }
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void refusesOtherTypes(String type) throws Exception {
    assertThat(refused(post(type, "{}"), 415))
        .isEqualTo(
            "a request is application/json, or application/x-ndjson with one message a line");
  }

  private static String event(String type, String data) {
    return """
    {"specversion":"1.0","id":"%s","type":"%s","source":"/s","time":"2026-06-01T12:00:00+02:00","data":%s}"""
        .formatted(ID, type, data)
        .replace("\n", "");
  }

  private static MockHttpServletRequestBuilder post(String type, String body) {
    return MockMvcRequestBuilders.post("/validate")
        .contentType(type)
        .content(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsOfMessagesWhichEventsTheyHold_withoutValidatingThem() throws Exception {
    String good = "{\"memberId\":\"m\",\"points\":1,\"reason\":\"BONUS\"}";
    String lines =
        String.join(
            "\n",
            "[%s,%s]"
                .formatted(
                    event("points-collected", good), event("points-collected", "{\"a\":01}")),
            "no JSON",
            "\ufeff[%s]".formatted(event("offer-viewed", "{}")));

    JsonNode answer =
        json(
            mvc.perform(post("application/x-ndjson", lines).queryParam("openOnly", "true"))
                .andReturn()
                .getResponse());

    assertThat(answer.get("events").valueStream())
        .extracting(
            each ->
                "%s %s %s %s"
                    .formatted(
                        each.get("line"),
                        each.get("valid"),
                        each.path("eventType").asString(""),
                        each.path("reason").asString("")))
        .containsExactly(
            "1 true points-collected ",
            "1 true points-collected ",
            "2 false  not-json",
            "3 true offer-viewed ");
  }

  private JsonNode validated(String type, String body) throws Exception {
    MockHttpServletResponse answer = mvc.perform(post(type, body)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
    assertThat(answer.getContentType()).isEqualTo("application/json");
    return json(answer);
  }

  private String refused(MockHttpServletRequestBuilder request, int status) throws Exception {
    MockHttpServletResponse answer = mvc.perform(request).andReturn().getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    if (status == 401) {
      assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }
    return json(answer).get("detail").asString();
  }

  private static JsonNode json(MockHttpServletResponse answer) throws UnsupportedEncodingException {
    return JSON.readTree(answer.getContentAsString(StandardCharsets.UTF_8));
  }
}
