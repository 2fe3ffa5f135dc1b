package io.loyalty.ingestion.flow;

import java.util.Map;

/**
 * The registry's ids of the schemas that records are written under.
 *
 * @param byEventType of the event types, by name
 * @param deadLetter of the record of dead letters
 * @param deadLetterResolution of the record of what became of a dead letter
 */
public record SchemaIds(
    Map<String, Integer> byEventType, int deadLetter, int deadLetterResolution) {
  /** Keeps an unmodifiable copy of the map. */
  public SchemaIds {
    byEventType = Map.copyOf(byEventType);
  }
}
