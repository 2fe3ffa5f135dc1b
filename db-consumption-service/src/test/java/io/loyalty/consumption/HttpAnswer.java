package io.loyalty.consumption;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a service's response. */
record HttpAnswer(int status, String contentType, String body) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  static HttpAnswer get(ConfigurableApplicationContext service, String path) {
    String port =
        service
            .getEnvironment()
            .getProperty(
                path.startsWith("/actuator") ? "local.management.port" : "local.server.port");
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new HttpAnswer(
          answer.statusCode(),
          answer.headers().firstValue("content-type").orElse(""),
          answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  JsonNode json() {
    return JSON.readTree(body);
  }
}
