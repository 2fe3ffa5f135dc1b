package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is asked of a service about redrives, over HTTP. */
final class RedriveCalls {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Api api;

  RedriveCalls(ConfigurableApplicationContext service) {
    this.api = new Api(service, Api.TOKEN);
  }

  /** Starts one and answers its id. */
  String start(String body) {
    HttpResponse<String> answer = api.post("/redrives", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return Api.json(answer).get("id").asString();
  }

  /** Runs one to its end. */
  JsonNode run(String body) {
    return awaitState(start(body), "DONE");
  }

  JsonNode awaitState(String id, String state) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(find(id).get("state").asString())
                    .as(find(id).toString())
                    .isEqualTo(state));
    return find(id);
  }

  /** Waits until more than so many have a result. */
  void awaitTried(String id, long more) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(find(id).get("tried").asLong()).isGreaterThan(more));
  }

  void step(String id, String step) {
    HttpResponse<String> answer = api.post("/redrives/" + id + "/" + step, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  JsonNode find(String id) {
    HttpResponse<String> answer = api.get("/redrives/" + id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Api.json(answer);
  }

  /** The sentence with which a request is refused. */
  String refusal(String path, String body, int status) {
    HttpResponse<String> answer = api.post(path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return Api.json(answer).get("detail").asString();
  }

  JsonNode decide(String what, String body) {
    HttpResponse<String> answer = api.post("/dead-letters/" + what, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Api.json(answer);
  }
}
