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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests a contract that hashes its key: a caller of validate must learn neither the hash of a text
 * nor the text of a hash.
 */
class ValidateHashedTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final String MEMBER = "m-4711-secret";
  private static final EventCatalogue CATALOGUE = EventCatalogue.of(List.of(hashing()));
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
  private static final RecordProperties RECORDS =
      new RecordProperties(
          Period.ofYears(10),
          Duration.ofDays(1),
          20,
          64,
          false,
          Base64.getEncoder().encodeToString(KEY),
          "k1");

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(
              new ValidateController(
                  new EventTrial(
                      ids ->
                          new Stations(
                              new EnvelopeReader(EnvelopeProperties.defaults()),
                              new RecordValidator(CATALOGUE, ids.byEventType(), RECORDS, CLOCK),
                              1),
                      CATALOGUE,
                      TOPICS,
                      CLOCK),
                  JSON),
              new EventTypeController(CATALOGUE, TOPICS, CLOCK, JSON))
          .build();

  /** Is the contract of points, with a hashed member. */
  private static EventType hashing() {
    String schema =
        EventCatalogue.fromClasspath().find("points-collected").orElseThrow().schemas().current();
    String member = "{\"name\": \"memberId\",";
    assertThat(schema).contains(member);
    return EventCatalogue.read(
        schema
            .replace(member, member + " \"transform\": [\"trim\", \"hash\"],")
            .replace(", \"lookup\": true", ""));
  }

  @Test
  void aValidEventIsShownWithoutTheTextAndItsHash_alsoNotAsTheKey() throws Exception {
    String answer = validated(event(" %s ".formatted(MEMBER), "1"));

    JsonNode event = JSON.readTree(answer).get("events").get(0);
    assertThat(event.get("valid").asBoolean()).as(answer).isTrue();
    assertThat(event.get("topic").asString()).isEqualTo("shop.points-collected");
    assertThat(event.get("key").asString()).isEqualTo("<hashed>");
    assertThat(event.at("/record/memberId").asString()).isEqualTo("<hashed>");
    assertThat(event.at("/record/points").asInt()).isEqualTo(1);
    assertThat(answer).doesNotContain(MEMBER, "k1.", hash());
  }

  @Test
  void anInvalidEventIsShownWithoutTheText() throws Exception {
    String tooLong = MEMBER.repeat(6);
    String answer = validated(event(tooLong, "1.5"));

    JsonNode event = JSON.readTree(answer).get("events").get(0);
    assertThat(event.get("violations").valueStream())
        .extracting(each -> each.get("rule").asString() + " " + each.get("found").asString())
        .containsExactly("max-length masked", "integer 1.5");
    assertThat(answer).doesNotContain(MEMBER, "k1.", hash());
  }

  @Test
  void theContractTellsThatItHashes_andNoKey() throws Exception {
    String answer =
        mvc.perform(MockMvcRequestBuilders.get("/event-types/points-collected"))
            .andReturn()
            .getResponse()
            .getContentAsString(StandardCharsets.UTF_8);

    assertThat(answer)
        .contains("\"transform\":[\"trim\",\"hash\"]")
        .doesNotContain("k1.", Base64.getEncoder().encodeToString(KEY));
  }

  private String validated(String event) throws Exception {
    return mvc.perform(
            MockMvcRequestBuilders.post("/validate").contentType("application/json").content(event))
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private static String event(String member, String points) {
    return """
    {"specversion":"1.0","id":"0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b","type":"points-collected",
     "source":"/s","time":"2026-06-01T12:00:00Z",
     "data":{"memberId":"%s","points":%s,"reason":"BONUS"}}"""
        .formatted(member, points);
  }

  /** Returns the hash that would be on the topic, without the name of the key. */
  private static String hash() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "any"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(MEMBER.getBytes(StandardCharsets.UTF_8)));
  }
}
