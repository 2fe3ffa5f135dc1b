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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code GET /status} of both services. Thread-safe. */
public final class StatusClient {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final JsonMapper json = new JsonMapper();
  private final HttpClient ofIngestion;
  private final HttpClient ofConsumption;
  private final ServiceAddress ingestion;
  private final ServiceAddress consumption;
  private final Optional<AccessToken> token;

  /** A client for the services at those addresses, which let everybody read. */
  public StatusClient(URI ingestion, URI consumption) {
    this(new ServiceAddress(ingestion), new ServiceAddress(consumption), Optional.empty());
  }

  /** A client for the services there, which both take the token. */
  public StatusClient(
      ServiceAddress ingestion, ServiceAddress consumption, Optional<AccessToken> token) {
    this.token = token;
    this.ingestion = ingestion;
    this.consumption = consumption;
    this.ofIngestion = ingestion.client(PATIENCE);
    this.ofConsumption = consumption.client(PATIENCE);
  }

  /**
   * Empty if the service does not answer.
   *
   * @throws RequestFailedException if it refuses the token, or the lack of one
   */
  public Optional<IngestionStatus> ingestion() {
    return read(ofIngestion, ingestion).map(node -> json.treeToValue(node, IngestionStatus.class));
  }

  /**
   * Empty if the service does not answer.
   *
   * @throws RequestFailedException if it refuses the token, or the lack of one
   */
  public Optional<ConsumptionStatus> consumption() {
    return read(ofConsumption, consumption)
        .map(node -> json.treeToValue(node, ConsumptionStatus.class));
  }

  /** Both answers as they are, null for a service that does not answer. */
  public String asJson() {
    var both = json.createObjectNode();
    both.set("ingestion", read(ofIngestion, ingestion).orElse(json.nullNode()));
    both.set("consumption", read(ofConsumption, consumption).orElse(json.nullNode()));
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(both);
  }

  private Optional<JsonNode> read(HttpClient http, ServiceAddress service) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.at("/status")).timeout(PATIENCE);
    token.ifPresent(each -> request.header("Authorization", each.header()));
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() == 401 || response.statusCode() == 403) {
        throw refused(service);
      }
      return response.statusCode() == 200
          ? Optional.of(json.readTree(response.body()))
          : Optional.empty();
    } catch (IOException | JacksonException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private RequestFailedException refused(ServiceAddress service) {
    return new RequestFailedException(
        token
            .map(each -> "The service at %s does not take %s.".formatted(service, each))
            .orElse(
                "The service at %s wants a token; give one by %s, or --token."
                    .formatted(service, AccessToken.VARIABLE)));
  }
}
