package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP API of db-consumption-service, without the client that the command has. */
final class ConsumptionApi {
  /** What allows to act. */
  static final String TOKEN = "a-token-of-end-to-end-tests-long-enough";

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Something that the service needs is away, or another reconcile runs. */
  private static final Set<Integer> LATER = Set.of(409, 503);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String token;

  /** {@code token} allows to act. */
  ConsumptionApi(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /** Compares every record of every log with the warehouse, once nobody else does. */
  JsonNode reconcileDeep() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/reconciliations"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"deep\":true}"));
    String id = json.readTree(answer(request).body()).path("id").asString();
    JsonNode ended =
        await("the end of reconciliation " + id)
            .atMost(PATIENCE)
            .until(
                () -> json.readTree(answer(get("/reconciliations/" + id)).body()),
                each -> !each.path("state").asString().equals("RUNNING"));
    assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("FINISHED");
    return ended.path("result");
  }

  /** Starts a replay of all types and answers with its id. */
  String replayAll(long recordsPerSecond) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/replays"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    json.writeValueAsString(
                        Map.of("all", true, "recordsPerSecond", recordsPerSecond))));
    return json.readTree(answer(request).body()).path("id").asString();
  }

  /** How a replay is. */
  JsonNode replay(String id) {
    return json.readTree(answer(get("/replays/" + id)).body());
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(at(path)).GET();
  }

  private URI at(String path) {
    return URI.create(address + path);
  }

  /** Asks until something that the service needs has come back. */
  private HttpResponse<String> answer(HttpRequest.Builder request) {
    HttpResponse<String> answer =
        await("an answer of " + address)
            .atMost(PATIENCE)
            .until(
                () -> send(request.timeout(PATIENCE).build()),
                response -> !LATER.contains(response.statusCode()));
    assertThat(answer.statusCode() / 100)
        .as("HTTP %d: %s", answer.statusCode(), answer.body())
        .isEqualTo(2);
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
