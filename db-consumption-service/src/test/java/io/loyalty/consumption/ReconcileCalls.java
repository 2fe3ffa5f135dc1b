package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests about reconciles to a service. */
record ReconcileCalls(URI service) {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * Means that another reconcile runs, such as the scheduled one, or that a server is unavailable.
   */
  private static final Set<Integer> LATER = Set.of(409, 503);

  static ReconcileCalls to(ConfigurableApplicationContext service) {
    return new ReconcileCalls(
        URI.create(
            "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")));
  }

  /** Returns the result of a reconcile of all event types. */
  JsonNode all(boolean deep) {
    return run("{\"deep\":%s}".formatted(deep));
  }

  /** Returns the result of a reconcile of one event type. */
  JsonNode of(String eventType, boolean deep) {
    return run("{\"eventType\":\"%s\",\"deep\":%s}".formatted(eventType, deep));
  }

  /** Runs a reconcile to its end, after a running one has ended, and returns its result. */
  JsonNode run(String body) {
    HttpResponse<String> begun =
        await("it begins")
            .atMost(LONG)
            .until(() -> post(body), answer -> !LATER.contains(answer.statusCode()));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return awaitState(JSON.readTree(begun.body()).get("id").asString(), "FINISHED").get("result");
  }

  /** Starts a reconcile, which must be possible now, and returns its id. */
  String start(String body) {
    HttpResponse<String> begun = post(body);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    return JSON.readTree(begun.body()).get("id").asString();
  }

  /** Waits until the reconcile has ended in this state. */
  JsonNode awaitState(String id, String state) {
    JsonNode ended =
        await("it ends")
            .atMost(LONG)
            .until(() -> find(id), each -> !each.get("state").asString().equals("RUNNING"));
    assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo(state);
    return ended;
  }

  JsonNode find(String id) {
    HttpResponse<String> answer =
        await("it is found")
            .atMost(LONG)
            .until(() -> get("/reconciliations/" + id), each -> each.statusCode() != 503);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).GET());
  }

  HttpResponse<String> post(String body) {
    return send(
        HttpRequest.newBuilder(at("/reconciliations"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI at(String path) {
    return URI.create(service + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(
          request.header("Authorization", "Bearer " + Api.TOKEN).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
