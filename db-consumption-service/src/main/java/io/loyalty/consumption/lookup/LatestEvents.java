package io.loyalty.consumption.lookup;

import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.StoredEvent;
import io.loyalty.schemas.contract.PersonalData;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Shows the newest events of a type, without what the caller may not see. Thread-safe. */
public final class LatestEvents {
  private final EventTopics topics;
  private final EventFinder finder;
  private final Map<PersonalData, RowMasks> masks = new EnumMap<>(PersonalData.class);

  /** Looks in the tables of these topics. */
  public LatestEvents(EventTopics topics, EventFinder finder) {
    this.topics = topics;
    this.finder = finder;
    for (PersonalData most : PersonalData.values()) {
      masks.put(most, new RowMasks(topics, most));
    }
  }

  /**
   * Lists the newest events of a type.
   *
   * @param eventType the type
   * @param events the events by the time of their occurrence, the newest first
   */
  public record Latest(String eventType, List<Event> events) {
    /** Keeps an unmodifiable copy of the list. */
    public Latest {
      events = List.copyOf(events);
    }
  }

  /**
   * Shows an event.
   *
   * @param eventId its id
   * @param occurredAt when it occurred
   * @param loadedAt when its row was loaded
   * @param topic the topic of its record
   * @param partition the partition of its record
   * @param offset the offset of its record
   * @param columns the values of its row by column
   */
  public record Event(
      String eventId,
      Instant occurredAt,
      Instant loadedAt,
      String topic,
      int partition,
      long offset,
      Map<String, JsonNode> columns) {
    /** Keeps an unmodifiable copy of the columns, in their order. */
    public Event {
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }
  }

  /**
   * Returns the newest events of a type.
   *
   * @param most the most that the caller may see of a person
   * @throws InvalidLookupException when there is no such event type
   */
  public Latest of(String eventType, int limit, PersonalData most) {
    String topic = LookupTypes.topics(topics, Optional.of(eventType)).get(0);
    MappedType type = topics.type(topic);
    ShownRows shown = masks.get(most).of(type);
    return new Latest(
        type.name(),
        finder.latest(type, limit).stream().map(each -> event(topic, each, shown)).toList());
  }

  private static Event event(String topic, StoredEvent stored, ShownRows shown) {
    return new Event(
        stored.eventId().toString(),
        stored.occurredAt(),
        stored.loaded().at(),
        topic,
        stored.loaded().partition(),
        stored.loaded().offset(),
        shown.columns(stored));
  }
}
