package io.loyalty.client.ingestion;

import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls ingestion-service: by its {@link IngestionApi}, and with many messages in one request whose
 * response is streamed. Thread-safe. Every method throws {@link io.loyalty.client.ServiceException}
 * if the request fails.
 */
public final class IngestionClient {
  /** This is the service's name. */
  public static final String SERVICE = "ingestion-service";

  private final JsonMapper json = JsonMapper.shared();
  private final ServiceConnection connection;
  private final IngestionApi api;

  /** Creates a client for the service at the given address. */
  public IngestionClient(ServiceAddress address, Optional<AccessToken> token, Timeouts timeouts) {
    this.connection = new ServiceConnection(SERVICE, address, token, timeouts);
    this.api = connection.api(IngestionApi.class);
  }

  /** Returns the client for single requests and responses. */
  public IngestionApi api() {
    return api;
  }

  /**
   * Validates messages, event by event.
   *
   * @param messages the messages, none containing a line feed
   * @param told receives the result of each event; lines are counted from 1
   */
  public void validate(List<String> messages, Consumer<ObjectNode> told) {
    connection.postLines("/validate", messages, answer -> read(answer, messages.size(), told));
  }

  /**
   * Lists the events in messages without validating them.
   *
   * @param messages the messages, none containing a line feed
   * @param told receives each event, with its line counted from 1 and its type if it names one
   */
  public void open(List<String> messages, Consumer<ObjectNode> told) {
    connection.postLines(
        "/validate?openOnly=true", messages, answer -> read(answer, messages.size(), told));
  }

  /** Converts an event from {@link #validate} to an object. */
  public ValidatedEvent event(ObjectNode told) {
    return json.treeToValue(told, ValidatedEvent.class);
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
    // A response with fewer events than its count was cut off.
    require(summary.path("events").asLong(-1) == events);
  }

  private void require(boolean understood) {
    if (!understood) {
      throw connection.notUnderstood();
    }
  }
}
