package io.loyalty.schemas.contract;

import java.util.List;

/**
 * Holds the versions of an event type's Avro schema.
 *
 * @param current the full text of the schema that new records are written with
 * @param earlier the texts of earlier versions, oldest first
 * @param compatibility the compatibility that a new version must have
 */
public record SchemaHistory(String current, List<String> earlier, Compatibility compatibility) {
  /** Keeps an unmodifiable copy of the list. */
  public SchemaHistory {
    earlier = List.copyOf(earlier);
  }
}
