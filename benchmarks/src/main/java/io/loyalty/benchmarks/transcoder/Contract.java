package io.loyalty.benchmarks.transcoder;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Holds the event types with their parsed schemas. Immutable. */
public final class Contract {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();
  private final Map<String, Schema> schemas =
      catalogue.eventTypes().stream()
          .collect(Collectors.toUnmodifiableMap(EventType::name, EventType::avro));

  /** Returns the schema of a known event type. */
  public Schema schema(String eventType) {
    Schema schema = schemas.get(eventType);
    if (schema == null) {
      throw new IllegalArgumentException("%s is no known event type".formatted(eventType));
    }
    return schema;
  }

  /** Returns the names of the event types. */
  public List<String> types() {
    return catalogue.eventTypes().stream().map(EventType::name).toList();
  }

  /**
   * Returns the fields that may be the key of a type's records: the first field that is not null is
   * used.
   */
  public List<String> keyFields(String eventType) {
    return catalogue.find(eventType).orElseThrow().topic().keyFields();
  }

  /** Returns the event types. */
  public EventCatalogue catalogue() {
    return catalogue;
  }
}
