package io.loyalty.client.ingestion;

import io.loyalty.client.Answer;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Calls the HTTP API of ingestion-service. Thread-safe. Every method throws {@link
 * io.loyalty.client.ServiceException} if the request fails. A null parameter is left out of the
 * request.
 */
@HttpExchange(accept = {"application/json", "application/problem+json"})
public interface IngestionApi {
  /**
   * Returns whether messages are received, and their counts by outcome since the process started.
   */
  @GetExchange("/status")
  Answer<IngestionStatus> status();

  /** Returns all event types with their topics and tables. */
  @GetExchange("/event-types")
  Answer<EventTypeList> eventTypes();

  /** Returns the contract of one event type. */
  @GetExchange("/event-types/{type}")
  Answer<EventContract> eventType(@PathVariable("type") String type);

  /** Validates the events of one message; use {@link IngestionClient} for many messages. */
  @PostExchange(url = "/validate", contentType = "application/json")
  Answer<Validation> validate(
      @RequestParam(name = "openOnly", required = false) Boolean openOnly,
      @RequestBody byte[] message);

  /** Writes the dead letters that were held back because there were too many, and continues. */
  @PostExchange("/refused/release")
  Answer<ReleasedDeadLetters> releaseRefused();
}
