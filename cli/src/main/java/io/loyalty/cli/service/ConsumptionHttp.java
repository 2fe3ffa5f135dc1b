package io.loyalty.cli.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks db-consumption-service over HTTP; every way to fail becomes one sentence. Thread-safe. */
final class ConsumptionHttp {
  private static final String SERVICE = "db-consumption-service";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_DETAIL = 1_000;

  private final JsonMapper json = new JsonMapper();
  // Follows no redirect: a token is for this address alone.
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final ServiceAddress address;
  private final Optional<AccessToken> token;

  ConsumptionHttp(ServiceAddress address, Optional<AccessToken> token) {
    this.address = address;
    this.token = token;
  }

  ServiceAddress address() {
    return address;
  }

  <T> Answer<T> get(URI uri, Duration patience, Class<T> type) {
    return answer(HttpRequest.newBuilder(uri).GET(), patience, type);
  }

  <T> Answer<T> post(URI uri, Optional<Object> body, Duration patience, Class<T> type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .POST(
                body.map(each -> BodyPublishers.ofString(json.writeValueAsString(each)))
                    .orElseGet(BodyPublishers::noBody));
    body.ifPresent(each -> request.header("Content-Type", "application/json"));
    token.ifPresent(each -> request.header("Authorization", each.header()));
    actor().ifPresent(name -> request.header("X-Actor", name));
    return answer(request, patience, type);
  }

  private <T> Answer<T> answer(HttpRequest.Builder request, Duration patience, Class<T> type) {
    HttpResponse<String> response =
        send(
            request
                .header("Accept", "application/json, application/problem+json")
                .timeout(patience)
                .build(),
            patience);
    if (response.statusCode() / 100 != 2) {
      throw refusal(response.statusCode(), detail(response.body()));
    }
    try {
      JsonNode tree = json.readTree(response.body());
      T value = json.treeToValue(tree, type);
      if (value == null) {
        throw notUnderstood(null);
      }
      return new Answer<>(value, json.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    } catch (JacksonException e) {
      throw notUnderstood(e);
    }
  }

  private RequestFailedException notUnderstood(JacksonException cause) {
    return new RequestFailedException(
        "What %s answers can't be understood; is it %s, in this version?"
            .formatted(address, SERVICE),
        cause);
  }

  private HttpResponse<String> send(HttpRequest request, Duration patience) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (HttpTimeoutException e) {
      throw new NoAnswerException(
          "%s at %s has not answered within %d s."
              .formatted(SERVICE, address, patience.toSeconds()),
          e);
    } catch (IOException e) {
      throw new NoAnswerException(
          "%s does not answer at %s; is it running?".formatted(SERVICE, address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("Interrupted while asking %s.".formatted(SERVICE), e);
    }
  }

  private RequestFailedException refusal(int status, Optional<String> detail) {
    String told = detail.map(text -> ": " + text).orElse("");
    return switch (status) {
      case 401 ->
          new RequestFailedException(
              token
                  .map(each -> "%s does not take %s%s".formatted(SERVICE, each, told))
                  .orElse(
                      "%s wants a token; give one by %s, or --token"
                          .formatted(SERVICE, AccessToken.VARIABLE)));
      case 502, 503, 504 -> new NoAnswerException("%s can't answer now%s".formatted(SERVICE, told));
      default ->
          new RequestFailedException(
              detail.orElse(
                  "%s answers with HTTP %d; is it %s, in this version?"
                      .formatted(address, status, SERVICE)));
    };
  }

  /** What problem details (RFC 9457) say; empty for any other answer. */
  private Optional<String> detail(String body) {
    try {
      JsonNode problem = json.readTree(body);
      String text = problem.path("detail").asString(problem.path("title").asString(""));
      String line = PrintableText.line(text);
      return Optional.of(line.substring(0, Math.min(line.length(), LONGEST_DETAIL)))
          .filter(found -> !found.isEmpty());
    } catch (JacksonException none) {
      return Optional.empty();
    }
  }

  /** Who acts, for the audit; a name that no header can hold is left out. */
  private static Optional<String> actor() {
    return Optional.ofNullable(System.getProperty("user.name"))
        .filter(name -> name.matches("[\\x21-\\x7e]{1,64}"));
  }
}
