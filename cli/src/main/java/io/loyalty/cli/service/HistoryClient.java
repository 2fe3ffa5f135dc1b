package io.loyalty.cli.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks an ingestion-service that reads files how far it is. Thread-safe. */
public final class HistoryClient {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final ServiceAddress service;

  /** For the service at that address. */
  public HistoryClient(URI service) {
    this.service = new ServiceAddress(service);
  }

  /** Empty if it does not answer. */
  public Optional<HistoryStatus> status() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(service.at("/status")).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(json.readValue(response.body(), HistoryStatus.class))
          : Optional.empty();
    } catch (IOException | JacksonException noAnswer) {
      return Optional.empty();
    }
  }
}
