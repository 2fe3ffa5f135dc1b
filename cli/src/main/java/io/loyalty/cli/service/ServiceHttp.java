package io.loyalty.cli.service;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service over HTTP; every way to fail becomes one sentence. Thread-safe. */
final class ServiceHttp {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LONGEST_DETAIL = 1_000;
  private static final int LONGEST_PROBLEM = 64 * 1024;

  private final JsonMapper json = new JsonMapper();
  // Follows no redirect: a token is for this address alone.
  private final HttpClient http;
  private final String service;
  private final ServiceAddress address;
  private final Optional<AccessToken> token;

  ServiceHttp(String service, ServiceAddress address, Optional<AccessToken> token) {
    this.service = service;
    this.address = address;
    this.http = address.client(CONNECT);
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
    return answer(request, patience, type);
  }

  private <T> Answer<T> answer(HttpRequest.Builder request, Duration patience, Class<T> type) {
    HttpResponse<String> response = send(request, patience, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw refusal(response.statusCode(), detail(response.body()));
    }
    try {
      return part(json.readTree(response.body()), type);
    } catch (JacksonException e) {
      throw notUnderstood(e);
    }
  }

  /** Posts lines, and hands the answer to a reader as it comes. */
  void postLines(URI uri, String lines, Duration patience, Consumer<JsonParser> reader) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .POST(BodyPublishers.ofString(lines))
            .header("Content-Type", "application/x-ndjson");
    HttpResponse<InputStream> response = send(request, patience, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() / 100 != 2) {
        String told = new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
        throw refusal(response.statusCode(), detail(told));
      }
      reader.accept(json.createParser(body));
    } catch (JacksonIOException e) {
      throw brokenOff(e);
    } catch (JacksonException e) {
      throw notUnderstood(e);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  private NoAnswerException brokenOff(Exception cause) {
    return new NoAnswerException(
        "The answer of %s at %s broke off; ask again.".formatted(service, address), cause);
  }

  /** A part of an answer, as an answer of its own. */
  <T> Answer<T> part(JsonNode tree, Class<T> type) {
    try {
      T value = json.treeToValue(tree, type);
      if (value == null) {
        throw notUnderstood(null);
      }
      return new Answer<>(value, json.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
    } catch (JacksonException e) {
      throw notUnderstood(e);
    }
  }

  RequestFailedException notUnderstood(JacksonException cause) {
    return new RequestFailedException(
        "What %s answers can't be understood; is it %s, in this version?"
            .formatted(address, service),
        cause);
  }

  private <B> HttpResponse<B> send(
      HttpRequest.Builder request, Duration patience, BodyHandler<B> handler) {
    request.header("Accept", "application/json, application/problem+json").timeout(patience);
    token.ifPresent(each -> request.header("Authorization", each.header()));
    try {
      return http.send(request.build(), handler);
    } catch (HttpTimeoutException e) {
      throw new NoAnswerException(
          "%s at %s has not answered within %d s."
              .formatted(service, address, patience.toSeconds()),
          e);
    } catch (SSLException e) {
      throw new RequestFailedException(
          "%s at %s and this command do not trust each other (%s); give the authority of its certificate by --ca-file."
              .formatted(service, address, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new NoAnswerException(
          "%s does not answer at %s; is it running?".formatted(service, address), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswerException("Interrupted while asking %s.".formatted(service), e);
    }
  }

  private RequestFailedException refusal(int status, Optional<String> detail) {
    String told = detail.map(text -> ": " + text).orElse("");
    return switch (status) {
      case 401 ->
          new RequestFailedException(
              token
                  .map(each -> "%s does not take %s%s".formatted(service, each, told))
                  .orElse(
                      "%s wants a token; give one by %s, or --token"
                          .formatted(service, AccessToken.VARIABLE)));
      case 409 ->
          new ConflictException(
              detail.orElse("%s can't do that as things stand now".formatted(service)));
      case 502, 503, 504 -> new NoAnswerException("%s can't answer now%s".formatted(service, told));
      default ->
          new RequestFailedException(
              detail.orElse(
                  "%s answers with HTTP %d; is it %s, in this version?"
                      .formatted(address, status, service)));
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
}
