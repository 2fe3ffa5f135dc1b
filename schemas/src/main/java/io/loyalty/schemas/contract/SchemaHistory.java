package io.loyalty.schemas.contract;

import java.util.List;

/**
 * The versions of an event type's Avro schema.
 *
 * @param current the full text of the schema that records are written under
 * @param earlier the texts of earlier versions, oldest first
 * @param compatibility what a new version must hold to
 */
public record SchemaHistory(String current, List<String> earlier, Compatibility compatibility) {
  /** Copies the list. */
  public SchemaHistory {
    earlier = List.copyOf(earlier);
  }
}
