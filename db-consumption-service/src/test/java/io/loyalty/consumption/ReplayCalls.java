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
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of a service about replays, over HTTP. */
record ReplayCalls(ConfigurableApplicationContext service) {
  static final Duration LONG = Duration.ofMinutes(3);
  static final String TOKEN = Api.TOKEN;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  /** The settings of a service whose replays wait for nothing long, and this many more. */
  static String[] quick(String... more) {
    String[] quick = {
      "consumption.replay.poll=200ms",
      "consumption.replay.lease=1s",
      "consumption.replay.retry=200ms"
    };
    String[] all = new String[quick.length + more.length];
    System.arraycopy(quick, 0, all, 0, quick.length);
    System.arraycopy(more, 0, all, quick.length, more.length);
    return all;
  }

  /** Starts one and answers its id. */
  String start(String body) {
    HttpResponse<String> answer = post("/replays", TOKEN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asString();
  }

  /** Runs one to its end. */
  JsonNode run(String body) {
    return awaitState(start(body), "DONE");
  }

  /** What it would read. */
  JsonNode dryRun(String body) {
    HttpResponse<String> answer = post("/replays", TOKEN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  /** Why it is refused. */
  String refusal(String body) {
    HttpResponse<String> answer = post("/replays", TOKEN, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    return JSON.readTree(answer.body()).get("detail").asString();
  }

  void step(String id, String step) {
    HttpResponse<String> answer = post("/replays/" + id + "/" + step, TOKEN, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  JsonNode awaitState(String id, String state) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(find(id).get("state").asString()).isEqualTo(state));
    return find(id);
  }

  /** Waits until it has read some, and answers how many. */
  long awaitRecords(String id, long more) {
    await().atMost(LONG).untilAsserted(() -> assertThat(read(id, "records")).isGreaterThan(more));
    return read(id, "records");
  }

  long read(String id, String field) {
    return find(id).get(field).asLong();
  }

  JsonNode find(String id) {
    HttpResponse<String> answer = get("/replays/" + id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> get(String path) {
    return answered(HttpRequest.newBuilder(uri(path)).build());
  }

  HttpResponse<String> post(String path, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .POST(HttpRequest.BodyPublishers.ofString(spelledOut(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answered(request.build());
  }

  /** Most tests are of one topic, and mean all where they name none. */
  private static String spelledOut(String body) {
    return body.isEmpty() || body.contains("\"eventTypes\"") || body.contains("\"all\"")
        ? body
        : body.replaceFirst("\\{", body.matches("\\{\\s*}") ? "{\"all\":true" : "{\"all\":true,");
  }

  private static HttpResponse<String> answered(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
  }
}
