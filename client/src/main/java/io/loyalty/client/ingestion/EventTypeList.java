package io.loyalty.client.ingestion;

import java.util.List;

/** Lists the event types that ingestion-service knows. */
public record EventTypeList(List<Summary> eventTypes) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public EventTypeList {
    eventTypes = List.copyOf(eventTypes);
  }

  /** Summarises one event type. */
  public record Summary(
      String eventType, String doc, int version, String derivedBy, Destination destination) {}

  /** Holds the topic and table of an event type. */
  public record Destination(
      String topic, List<String> keyFields, String table, List<String> childTables) {}
}
