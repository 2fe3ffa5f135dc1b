package io.loyalty.client.ingestion;

import java.util.List;

/** The event types that ingestion-service knows. */
public record EventTypeList(List<Entry> eventTypes) {
  /** Copies the list, which must be there. */
  public EventTypeList {
    eventTypes = List.copyOf(eventTypes);
  }

  /** One event type in short. */
  public record Entry(String eventType, String doc, int version, Destination destination) {}

  /** Where its events go. */
  public record Destination(
      String topic, List<String> keyFields, String table, List<String> childTables) {}
}
