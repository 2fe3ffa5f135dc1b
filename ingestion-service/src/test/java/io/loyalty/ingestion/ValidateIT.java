package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.flow.FlowState;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * Compares the validation of events with what becomes of them, also while the service waits at its
 * start.
 */
@ExtendWith(LocalStackExtension.class)
class ValidateIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String LINES = "application/x-ndjson";

  @Test
  void tellsWhatThenBecomesOfTheEvents(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      List<String> valid =
          SampleEvents.types().stream()
              .map(type -> SampleEvents.event(type).replace("\n", " "))
              .toList();
      String invalid = SampleEvents.event("points-collected", UUID.randomUUID().toString(), "{}");
      Api api = new Api(programme.port(), Api.TOKEN);
      JsonNode told =
          Api.json(api.post("/validate", LINES, String.join("\n", valid) + "\n" + invalid));
      assertThat(told.at("/summary/valid").asInt()).isEqualTo(valid.size());

      programme.sendAll(valid);
      programme.send(invalid);
      programme.account(valid.size() + 1, valid.size(), 1);

      for (JsonNode event : told.get("events")) {
        if (event.get("valid").asBoolean()) {
          String type = event.get("eventType").asString();
          Topics.Landed landed = programme.topics().events(type).get(0);
          assertThat(event.get("topic").asString()).isEqualTo(landed.record().topic());
          assertThat(event.get("key").asString()).isEqualTo(landed.record().key());
          assertThat(event.at("/record/eventId").asString()).isEqualTo(landed.eventId());
        }
      }
    }
  }

  @Test
  void answersBeforeAnythingIsProven_andReleasesNothing(LocalStack stack) {
    stack.registryUrl();
    stack.stopRegistry();
    try (Programme programme = Programme.onStandardQueue(stack)) {
      Thread starting = new Thread(() -> programme.start());
      try {
        starting.start();
        await()
            .atMost(SOON)
            .until(() -> programme.state() == FlowState.STARTING && programme.reason() != null);
        Api api = new Api(programme.port(), Api.TOKEN);

        JsonNode told =
            Api.json(api.post("/validate", "application/json", SampleEvents.event("offer-viewed")));
        assertThat(told.at("/summary/valid").asInt()).isEqualTo(1);
        assertThat(api.get("/event-types").statusCode()).isEqualTo(200);
        HttpResponse<String> released = api.send("POST", "/refused/release", "");
        Api.assertRefused(released, 409, "no refused events are kept: the service is STARTING");
      } finally {
        stack.startRegistry();
      }
      await().atMost(SOON).until(() -> programme.state() == FlowState.RUNNING);
      programme.account(0, 0, 0);
    }
  }

  @Test
  void releasesWhatIsKept(LocalStack stack) {
    try (Programme programme = Programme.onStandardQueue(stack)) {
      programme.sendAll(IntStream.range(0, 60).mapToObj(n -> "{\"n\":" + n + "}").toList());
      programme.start("--ingestion.flow.breaker-share=0.5", "--ingestion.flow.breaker-events=20");
      Api api = new Api(programme.port(), Api.TOKEN);
      await().atMost(SOON).until(() -> programme.state() == FlowState.HOLDING);

      await()
          .atMost(SOON)
          .until(
              () -> {
                HttpResponse<String> answer = api.send("POST", "/refused/release", "");
                assertThat(answer.statusCode()).isEqualTo(202);
                return Api.json(answer).get("released").asInt() > 0;
              });
      await()
          .atMost(SOON)
          .until(
              () -> {
                api.send("POST", "/refused/release", "");
                return programme.topics().deadLetters().size() == 60;
              });
      programme.account(60, 0, 60);
    }
  }
}
