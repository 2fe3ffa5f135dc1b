package io.loyalty.consumption.topic;

import io.loyalty.schemas.catalogue.EventCatalogue;
import io.loyalty.schemas.catalogue.EventType;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The topics of a programme, and what each holds. Immutable and thread-safe. */
public final class EventTopics {
  private final Map<String, EventType> types;

  /** The topics of all event types, and the dead letters'. */
  public EventTopics(EventCatalogue catalogue, String prefix) {
    Map<String, EventType> found = new TreeMap<>();
    Stream.concat(catalogue.eventTypes().stream(), Stream.of(catalogue.deadLetter()))
        .forEach(type -> found.put(type.topicName(prefix), type));
    this.types = Collections.unmodifiableMap(found);
  }

  /** Their names, sorted. */
  public Set<String> names() {
    return types.keySet();
  }

  /** What a topic of the programme holds. */
  public EventType type(String topic) {
    return types.get(topic);
  }
}
