package io.loyalty.consumption.topic;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.contract.EventCatalogue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Maps the topics of a programme to their event types and tables. Immutable and thread-safe. */
public final class EventTopics {
  private final SortedSet<String> names;
  private final Map<String, MappedType> types;

  /** Maps the topics of all event types and of the pipeline's own types. */
  public EventTopics(EventCatalogue catalogue, String prefix) {
    Map<String, MappedType> found = new HashMap<>();
    catalogue.allTypes().forEach(type -> found.put(type.topicName(prefix), MappedType.of(type)));
    this.types = found;
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(found.keySet()));
  }

  /** Returns the names of the topics, sorted. */
  public Set<String> names() {
    return names;
  }

  /** Returns the table of each topic. */
  public Map<String, TableContract> tables() {
    return types.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().table()));
  }

  /** Returns the checks of the event type with this name; none if it is unknown. */
  public CheckSet checks(String eventType) {
    return types.values().stream()
        .filter(type -> type.name().equals(eventType))
        .findFirst()
        .map(type -> type.event().checks())
        .orElse(CheckSet.NONE);
  }

  /** Returns the event type of a topic of the programme. */
  public MappedType type(String topic) {
    return types.get(topic);
  }
}
