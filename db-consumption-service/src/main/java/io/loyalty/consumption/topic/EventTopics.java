package io.loyalty.consumption.topic;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.schemas.contract.EventCatalogue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The topics of a programme, and what each holds. Immutable and thread-safe. */
public final class EventTopics {
  private final SortedSet<String> names;
  private final Map<String, MappedType> types;

  /** The topics of all event types, and the dead letters'. */
  public EventTopics(EventCatalogue catalogue, String prefix) {
    Map<String, MappedType> found = new HashMap<>();
    Stream.concat(catalogue.eventTypes().stream(), Stream.of(catalogue.deadLetter()))
        .forEach(type -> found.put(type.topicName(prefix), MappedType.of(type)));
    this.types = found;
    this.names = Collections.unmodifiableSortedSet(new TreeSet<>(found.keySet()));
  }

  /** Their names, sorted. */
  public Set<String> names() {
    return names;
  }

  /** Returns the table of each topic. */
  public Map<String, TableContract> tables() {
    return types.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().table()));
  }

  /** What a topic of the programme holds. */
  public MappedType type(String topic) {
    return types.get(topic);
  }
}
