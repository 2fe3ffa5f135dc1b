package io.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.PurchaseEnriched;
import io.loyalty.events.SkippedEvent;
import io.loyalty.face.testing.OpenApi;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.activity.Sales;
import io.loyalty.stream.run.Stages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a candidate of a stage beside the one in use on real parts, and compares them. */
@ExtendWith(LocalStackExtension.class)
class CandidateIT {
  private static final OpenApi DOCUMENT = OpenApi.ofClasspath();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int PURCHASES = 60;

  private final Instant from =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(5));

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path state;

  private static ConfigurableApplicationContext start(Programme programme, String... version) {
    String[] properties = new String[version.length + 3];
    properties[0] = "stream.stages=enrichment";
    properties[1] = "stream.enrichment.points-window=1s";
    properties[2] = "stream.enrichment.points-patience=0s";
    System.arraycopy(version, 0, properties, 3, version.length);
    return programme.start(properties);
  }

  private JsonNode asked(
      ConfigurableApplicationContext service, String path, String operation, int status) {
    String port = service.getEnvironment().getProperty("local.server.port");
    HttpResponse<String> answer;
    try {
      answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .method(
                      operation.substring(0, operation.indexOf(' ')),
                      HttpRequest.BodyPublishers.noBody())
                  .header("Authorization", "Bearer " + Programme.TOKEN)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    JsonNode body = JSON.readTree(answer.body());
    String type = answer.headers().firstValue("content-type").orElse("");
    assertThat(DOCUMENT.differences(operation, status, type, body)).as(path).isEmpty();
    return body;
  }

  private JsonNode compared(ConfigurableApplicationContext service, String more) {
    JsonNode types =
        asked(
                service,
                "/streams/enrichment/comparison?version=v2" + more,
                "POST /streams/{stage}/comparison",
                200)
            .get("types");
    assertThat(types.size()).isEqualTo(1);
    return types.get(0);
  }

  private static String counts(JsonNode type) {
    return "%d same, %d different, %d only in use, %d only candidate"
        .formatted(
            type.get("same").asLong(),
            type.get("different").asLong(),
            type.get("onlyInUse").asLong(),
            type.get("onlyCandidate").asLong());
  }

  private static PurchaseEnriched result(PurchaseEnriched like, Instant at, UUID id, String store) {
    return PurchaseEnriched.newBuilder(like)
        .setEventId(id)
        .setOccurredAt(at)
        .setStoreId(store)
        .build();
  }

  @Test
  void writesToTopicsOfItsOwn_andIsComparedByIdAndField(LocalStack stack) {
    String name = "candidate";
    String topic = name + ".stream.enrichment.v2.purchase-enriched";
    try (var programme = new Programme(stack, name, state).withTopics();
        var inUse =
            start(
                programme, "stream.stages=enrichment,unique", "stream.unique.types=device-login");
        var candidate = start(programme, "stream.version=v2")) {
      Programme.awaitRunning(inUse);
      Programme.awaitRunning(candidate);
      Sales.day(new Random(3), from, from.plus(Duration.ofHours(2)), 4, PURCHASES)
          .forEach(programme::send);
      programme.awaitCommitted(PurchaseEnriched.class, PURCHASES);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> programme.committed(PurchaseEnriched.class, topic).size() >= PURCHASES);
      assertThat(programme.committed(PurchaseEnriched.class)).hasSize(PURCHASES);
      assertThat(programme.committed(SkippedEvent.class)).isEmpty();
      JsonNode stream = asked(candidate, "/streams", "GET /streams", 200).get("streams").get(0);
      assertThat(stream.get("version").asString()).isEqualTo("v2");
      assertThat(stream.get("applicationId").asString()).isEqualTo(name + ".stream.enrichment.v2");
      assertThat(counts(compared(inUse, "")))
          .isEqualTo("60 same, 0 different, 0 only in use, 0 only candidate");

      // As if each had derived something that the other has not, and something else of one basket.
      PurchaseEnriched like = programme.committed(PurchaseEnriched.class).get(0);
      Instant later = from.plus(Duration.ofHours(3));
      UUID other = UUID.randomUUID();
      programme.send(result(like, later, other, "here"));
      programme.send(result(like, later, other, "there"), topic);
      programme.send(result(like, later, UUID.randomUUID(), "here"));
      programme.send(result(like, later, UUID.randomUUID(), "there"), topic);
      JsonNode differing = compared(inUse, "");
      assertThat(counts(differing))
          .isEqualTo("60 same, 1 different, 1 only in use, 1 only candidate");
      assertThat(differing.get("fields").size()).isEqualTo(1);
      assertThat(differing.get("fields").get(0).get("field").asString()).isEqualTo("storeId");
      assertThat(differing.get("fields").get(0).get("results").asLong()).isEqualTo(1);
      assertThat(differing.get("examples").valueStream())
          .hasSize(3)
          .anyMatch(id -> id.asString().equals(other.toString()));
      assertThat(counts(compared(inUse, "&to=" + later)))
          .isEqualTo("60 same, 0 different, 0 only in use, 0 only candidate");
      assertThat(counts(compared(inUse, "&from=" + later)))
          .isEqualTo("0 same, 1 different, 1 only in use, 1 only candidate");

      String operation = "POST /streams/{stage}/comparison";
      assertThat(
              asked(inUse, "/streams/enrichment/comparison?version=v3", operation, 404)
                  .get("detail")
                  .asString())
          .contains("there is no topic candidate.stream.enrichment.v3.purchase-enriched");
      asked(inUse, "/streams/nothing/comparison?version=v2", operation, 404);
      asked(inUse, "/streams/enrichment/comparison?version=v2&from=soon", operation, 400);
      assertThat(
              asked(inUse, "/streams/unique/comparison?version=v2", operation, 400)
                  .get("detail")
                  .asString())
          .startsWith("the stage unique derives no events");

      candidate.getBean(Stages.class).reset("enrichment", null, "tester");
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> programme.committed(PurchaseEnriched.class, topic).size() >= 2 * PURCHASES + 2);
      await()
          .atMost(PATIENCE)
          .until(() -> !programme.groups().contains(name + ".stream.enrichment.v2"));
      assertThat(programme.groups())
          .contains(name + ".stream.enrichment", name + ".stream.enrichment.v2.1");
      assertThat(programme.topics())
          .contains(topic)
          .anyMatch(each -> each.startsWith(name + ".stream.enrichment-"));
      assertThat(counts(compared(inUse, "&to=" + later)))
          .isEqualTo("60 same, 0 different, 0 only in use, 0 only candidate");
    }
  }
}
