package io.loyalty.client.status;

import io.loyalty.client.AccessToken;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionApi;
import io.loyalty.client.ingestion.IngestionClient;
import io.loyalty.client.ingestion.IngestionStatus;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code GET /status} of both services. Thread-safe. */
public final class StatusClient {
  private final IngestionApi ingestion;
  private final ConsumptionApi consumption;

  /** Creates a client for services that can be read without a token. */
  public StatusClient(URI ingestion, URI consumption) {
    this(new ServiceAddress(ingestion), new ServiceAddress(consumption), Optional.empty());
  }

  /** Creates a client for services that both accept the token. */
  public StatusClient(
      ServiceAddress ingestion, ServiceAddress consumption, Optional<AccessToken> token) {
    this.ingestion = new IngestionClient(ingestion, token, Timeouts.SHORT).api();
    this.consumption = ConsumptionApi.at(consumption, token, Timeouts.SHORT);
  }

  /**
   * Returns the status of ingestion-service; empty if it does not respond.
   *
   * @throws ServiceException if it refuses the token or requires one
   */
  public Optional<IngestionStatus> ingestion() {
    return ask(ingestion::status).map(Answer::value);
  }

  /**
   * Returns the status of db-consumption-service; empty if it does not respond.
   *
   * @throws ServiceException if it refuses the token or requires one
   */
  public Optional<ConsumptionStatus> consumption() {
    return ask(consumption::status).map(Answer::value);
  }

  /** Returns both responses as JSON, null for a service that does not respond. */
  public ObjectNode both() {
    ObjectNode both = JsonMapper.shared().createObjectNode();
    both.set("ingestion", ask(ingestion::status).map(Answer::tree).orElse(both.nullNode()));
    both.set("consumption", ask(consumption::status).map(Answer::tree).orElse(both.nullNode()));
    return both;
  }

  private static <T> Optional<Answer<T>> ask(Supplier<Answer<T>> status) {
    try {
      return Optional.of(status.get());
    } catch (ServiceException e) {
      return switch (e.code()) {
        case UNAUTHORIZED, FORBIDDEN -> throw e;
        case UNREACHABLE, TIMED_OUT, UNTRUSTED, CONFLICT, UNAVAILABLE, REFUSED, NOT_UNDERSTOOD ->
            Optional.empty();
      };
    }
  }
}
