package io.loyalty.ingestion.registry;

import java.util.Map;

/**
 * Holds the registry's ids of the schemas that records are written with.
 *
 * @param byEventType the ids by event type
 * @param deadLetter the id of the schema of dead letters
 * @param deadLetterResolution of the record of what became of a dead letter
 */
public record SchemaIds(
    Map<String, Integer> byEventType, int deadLetter, int deadLetterResolution) {
  /** Keeps an unmodifiable copy of the map. */
  public SchemaIds {
    byEventType = Map.copyOf(byEventType);
  }
}
