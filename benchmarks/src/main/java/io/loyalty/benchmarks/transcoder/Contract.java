package io.loyalty.benchmarks.transcoder;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The event types with their schemas parsed. Immutable. */
public final class Contract {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();
  private final Map<String, Schema> schemas =
      catalogue.eventTypes().stream()
          .collect(Collectors.toUnmodifiableMap(EventType::name, EventType::avro));

  /** The schema of an event type that is known. */
  public Schema schema(String eventType) {
    Schema schema = schemas.get(eventType);
    if (schema == null) {
      throw new IllegalArgumentException("%s is no known event type".formatted(eventType));
    }
    return schema;
  }

  /** The types' names. */
  public List<String> types() {
    return catalogue.eventTypes().stream().map(EventType::name).toList();
  }

  /** The fields that key a type's records: the first that is not null does. */
  public List<String> keyFields(String eventType) {
    return catalogue.find(eventType).orElseThrow().topic().keyFields();
  }

  /** The event types themselves. */
  public EventCatalogue catalogue() {
    return catalogue;
  }
}
