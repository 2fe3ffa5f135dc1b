package io.loyalty.client.ingestion;

import java.util.List;

/** Describes the event types that ingestion-service knows. */
public record EventTypeList(List<Entry> eventTypes) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public EventTypeList {
    eventTypes = List.copyOf(eventTypes);
  }

  /** Describes one event type in short. */
  public record Entry(String eventType, String doc, int version, Destination destination) {}

  /** Tells where its events go. */
  public record Destination(
      String topic, List<String> keyFields, String table, List<String> childTables) {}
}
