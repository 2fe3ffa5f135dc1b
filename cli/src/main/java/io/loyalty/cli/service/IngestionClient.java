package io.loyalty.cli.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The HTTP API of ingestion-service. Thread-safe. Every method throws {@link
 * RequestFailedException} with one sentence if the service does not do what it is asked, and its
 * {@link NoAnswerException} if it may do so later.
 */
public final class IngestionClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration VALIDATE_PATIENCE = Duration.ofMinutes(2);

  private final JsonMapper json = new JsonMapper();
  private final ServiceHttp http;

  /** A client for the service at that address; validating is refused without a token. */
  public IngestionClient(ServiceAddress address, Optional<AccessToken> token) {
    this.http = new ServiceHttp("ingestion-service", address, token);
  }

  /** All event types. */
  public Answer<EventTypeList> eventTypes() {
    return http.get(http.address().at("/event-types"), PATIENCE, EventTypeList.class);
  }

  /** The contract of one. */
  public Answer<EventContract> eventType(String name) {
    return http.get(
        http.address().at("/event-types/" + ServiceAddress.escaped(name)),
        PATIENCE,
        EventContract.class);
  }

  /**
   * Tells what would become of messages, event by event: all of them may be many.
   *
   * @param messages none with a line feed in it
   * @param told takes each event, as the service tells it, with the line counted from 1
   */
  public void validate(List<String> messages, Consumer<ObjectNode> told) {
    http.postLines(
        http.address().at("/validate"),
        String.join("\n", messages),
        VALIDATE_PATIENCE,
        answer -> read(answer, messages.size(), told));
  }

  /**
   * Tells which events messages hold, without validating them.
   *
   * @param messages none with a line feed in it
   * @param told takes each event, with the line counted from 1 and its type if it names one
   */
  public void open(List<String> messages, Consumer<ObjectNode> told) {
    http.postLines(
        http.address().at("/validate?openOnly=true"),
        String.join("\n", messages),
        VALIDATE_PATIENCE,
        answer -> read(answer, messages.size(), told));
  }

  /** What is told of an event, as it is understood. */
  public TriedEvent understood(ObjectNode event) {
    return json.treeToValue(event, TriedEvent.class);
  }

  private void read(JsonParser answer, int lines, Consumer<ObjectNode> told) {
    long events = 0;
    JsonNode summary = json.nullNode();
    require(answer.nextToken() == JsonToken.START_OBJECT);
    while (answer.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = answer.currentName();
      JsonToken value = answer.nextToken();
      if (name.equals("events") && value == JsonToken.START_ARRAY) {
        while (answer.nextToken() == JsonToken.START_OBJECT) {
          events++;
          ObjectNode event = answer.<JsonNode>readValueAsTree().asObject();
          int line = event.path("line").asInt(0);
          require(line > 0 && line <= lines);
          told.accept(event);
        }
      } else if (name.equals("summary")) {
        summary = answer.readValueAsTree();
      } else {
        answer.skipChildren();
      }
    }
    // An answer that says less than it counts is no answer.
    require(summary.path("events").asLong(-1) == events);
  }

  private void require(boolean understood) {
    if (!understood) {
      throw http.notUnderstood(null);
    }
  }
}
