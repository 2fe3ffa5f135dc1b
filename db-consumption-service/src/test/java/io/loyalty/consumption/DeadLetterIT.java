package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class DeadLetterIT {
  private static final String ENROLLED =
      """
      {"specversion": "1.0", "id": "%s", "type": "member-enrolled", "source": "/web",
       "time": "2026-03-14T12:00:00Z", "subject": "Jane Doe",
       "data": {"memberId": "m-7", "channel": "POST", "email": "jane@example.org",
                "firstName": "Jane", "birthDate": "1990-02-03", "attributes": {"nick": "Janie"},
                "shoe": {"jane@x.org": "Jane"}, "+491701234567": 1, "memo": null}}"""
          .formatted(new UUID(1, 2));

  @Test
  void groupsDeadLettersAndShowsNoneOfTheirPersonalData(LocalStack stack) {
    try (Programme programme = new Programme(stack, "dead_letter_it").withTopics(1);
        ConfigurableApplicationContext service = programme.start()) {
      programme.send(enrolled(ENROLLED, "member-enrolled"));
      programme.send(enrolled(ENROLLED + " ", null));
      programme.send(enrolled("Jane Doe, 1990", "member-enrolled"));
      programme.send(enrolled("{\"type\": \"jane@x.org\", \"id\": \"Jane\"}", "jane@x.org"));
      programme.send(enrolled("{\"type\": \"Jane Doe\"}", "Jane Doe"));
      byte[] record = "{\"firstName\":\"Jane\"}".getBytes(StandardCharsets.UTF_8);
      programme.sendBytes("member-enrolled", 0, record);
      programme.warehouse().awaitRecords("dead-letter", 5);
      programme.warehouse().awaitRecords("member-enrolled", 1);

      for (String answer : List.of("/dead-letters", "/status")) {
        assertThat(HttpAnswer.get(service, answer).body()).doesNotContainIgnoringCase("jane");
      }
      JsonNode all = HttpAnswer.get(service, "/dead-letters").json();
      assertThat(all.get("groups").size()).isEqualTo(4);
      assertThat(all.get("groups").valueStream())
          .filteredOn(group -> group.get("eventType").asString("").equals("***"))
          .extracting(group -> group.get("count").asLong())
          .containsExactly(2L);
      assertThat(all.get("deadLetters").size()).isEqualTo(6);
      JsonNode ours = list(service, "eventType=member-enrolled&reason=invalid&limit=1");
      assertThat(ours.get("groups").get(0).get("count").asLong()).isEqualTo(2);
      assertThat(ours.get("groups").get(0).get("station").asString()).isEqualTo("validate");
      assertThat(ours.get("deadLetters").size()).isEqualTo(1);

      for (JsonNode each : all.get("deadLetters")) {
        HttpAnswer shown = show(service, each.get("id").asString());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body())
            .doesNotContainIgnoringCase("jane", "janie", "1990", "49170", "m-7");
      }
      String enrolled =
          id(
              programme,
              "event_type = 'member-enrolled' AND original_kind = 'EVENT' AND length(original) > 20");
      JsonNode withRole = Api.json(new Api(service, Api.TOKEN).get("/dead-letters/" + enrolled));
      assertThat(withRole.get("original").asString())
          .contains("m-7", "\"email\":\"***\"")
          .doesNotContainIgnoringCase("jane", "1990");
      JsonNode masked = show(service, enrolled).json();
      assertThat(masked.get("original").asString())
          .contains("\"memberId\":\"***\"", "POST", "/web", "\"email\":\"***\"", "\"memo\":null");
      JsonNode violation = masked.get("violations").get(0);
      assertThat(violation.get("path").asString()).isEqualTo("/data/email");
      assertThat(violation.get("found").asString()).isEqualTo("***");
      assertThat(masked.get("kafkaOffset").asLong()).isZero();
      JsonNode unknown = show(service, id(programme, "event_type IS NULL")).json();
      assertThat(unknown.get("original").asString()).contains("/web", "\"data\":\"***\"");
      JsonNode load = show(service, id(programme, "station = 'load'")).json();
      assertThat(load.get("original").asString()).startsWith("20 bytes, SHA-256 ");
      assertThat(load.get("recordOffset").asLong()).isZero();

      closes(programme, service, enrolled);
      assertThat(HttpAnswer.get(service, "/dead-letters?limit=0").status()).isEqualTo(400);
      HttpAnswer none = show(service, "none");
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.contentType()).isEqualTo("application/problem+json");
      programme.assertNothingIsUnaccountedFor(service);
    }
  }

  /** Checks that a resolution counts once, however often it is published. */
  private static void closes(
      Programme programme, ConfigurableApplicationContext service, String deadLetter) {
    String run = UUID.randomUUID().toString();
    programme.send(Event.resolution(deadLetter, UUID.randomUUID().toString(), "would-pass"));
    programme.send(Event.resolution(deadLetter, run, "refused-again"));
    programme.send(Event.resolution(deadLetter, run, "refused-again"));
    programme.warehouse().awaitRecords("dead-letter-resolution", 3);
    assertThat(list(service, "limit=9").get("deadLetters").size()).isEqualTo(6);
    JsonNode refused = show(service, deadLetter).json();
    assertThat(refused.get("state").asString()).isEqualTo("open");
    assertThat(refused.get("attempts").asLong()).isEqualTo(1);
    assertThat(refused.get("resolutions").size()).isEqualTo(2);
    assertThat(refused.toString()).contains("/data/email").doesNotContainIgnoringCase("jane");

    programme.send(Event.resolution(deadLetter, UUID.randomUUID().toString(), "published"));
    programme.warehouse().awaitRecords("dead-letter-resolution", 4);
    assertThat(list(service, "limit=9").get("deadLetters").size()).isEqualTo(5);
    assertThat(list(service, "state=redriven").get("deadLetters").get(0).get("id").asString())
        .isEqualTo(deadLetter);
    assertThat(
            HttpAnswer.get(service, "/status")
                .json()
                .get("deadLetters")
                .valueStream()
                .mapToLong(each -> each.get("count").asLong())
                .sum())
        .isEqualTo(5);
    assertThat(programme.warehouse().count("pipeline.dead_letter_resolution")).isEqualTo(3);
  }

  private static Event enrolled(String original, String eventType) {
    Event event = Event.deadLetter(original);
    event.record().put("deadLetterId", "id-" + original.length());
    event.record().put("eventType", eventType);
    GenericRecord violation = (GenericRecord) ((List<?>) event.record().get("violations")).get(0);
    violation.put("path", "/data/email");
    violation.put("found", "jane@example.org");
    return event;
  }

  private static String id(Programme programme, String where) {
    return programme
        .warehouse()
        .jdbc()
        .sql("SELECT dead_letter_id FROM pipeline.dead_letter WHERE " + where)
        .query(String.class)
        .single();
  }

  private static JsonNode list(ConfigurableApplicationContext service, String query) {
    return HttpAnswer.get(service, "/dead-letters?" + query).json();
  }

  private static HttpAnswer show(ConfigurableApplicationContext service, String id) {
    return HttpAnswer.get(service, "/dead-letters/" + id);
  }
}
