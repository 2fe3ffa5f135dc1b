package io.loyalty.consumption.lookup;

import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.schemas.contract.PersonalData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds events by a field that their contract marks for it, such as a receipt's number. */
public final class FieldLookup {
  private final EventTopics topics;
  private final EventFinder finder;

  /** Looks in the tables of these topics. */
  public FieldLookup(EventTopics topics, EventFinder finder) {
    this.topics = topics;
    this.finder = finder;
  }

  /**
   * Lists the newest events that have a value.
   *
   * @param events the events, by the time of their occurrence
   * @param more whether there are more
   */
  public record EventMatches(List<Match> events, boolean more) {
    /** Keeps an unmodifiable copy of the list. */
    public EventMatches {
      events = List.copyOf(events);
    }
  }

  /** Names an event that was found. */
  public record Match(String eventType, String eventId, Instant occurredAt, Instant loadedAt) {}

  /**
   * Describes a look-up by a field.
   *
   * @param field the field's name in the contract
   * @param value its value
   * @param eventType the event type to look in; empty: all that have the field
   * @param limit how many events are returned at most
   * @param most the most that the caller may know of a person
   */
  public record Question(
      String field, String value, Optional<String> eventType, int limit, PersonalData most) {}

  /**
   * Finds the newest events.
   *
   * @throws InvalidLookupException when no event is looked up by that field, or the caller may not
   *     know it
   */
  public EventMatches find(Question question) {
    List<Match> found = new ArrayList<>();
    boolean isKnown = false;
    for (String topic : LookupTypes.topics(topics, question.eventType())) {
      MappedType type = topics.type(topic);
      Optional<Column> column = column(type, question.field());
      if (column.isPresent()) {
        isKnown = true;
        check(column.get(), question);
        finder
            .byField(type, column.get(), question.value(), question.limit() + 1)
            .forEach(
                each ->
                    found.add(
                        new Match(
                            type.name(),
                            each.eventId().toString(),
                            each.occurredAt(),
                            each.loadedAt())));
      }
    }
    if (!isKnown) {
      throw new InvalidLookupException(
          "events are not looked up by a field of that name; the fields are " + names());
    }
    List<Match> newest =
        found.stream()
            .sorted(Comparator.comparing(Match::occurredAt).reversed())
            .limit(question.limit())
            .toList();
    return new EventMatches(newest, found.size() > newest.size());
  }

  private static void check(Column column, Question question) {
    if (column.notes().personal().compareTo(question.most()) > 0) {
      throw new InvalidLookupException(
          "%s tells which person it is; looking it up needs a token with the role read"
              .formatted(question.field()));
    }
  }

  private static Optional<Column> column(MappedType type, String field) {
    return type.table().columns().stream()
        .filter(column -> column.notes().lookup() && name(column).equals(field))
        .findFirst();
  }

  private static String name(Column column) {
    return String.join(".", column.path());
  }

  private String names() {
    return LookupTypes.topics(topics, Optional.empty()).stream()
        .flatMap(topic -> topics.type(topic).table().columns().stream())
        .filter(column -> column.notes().lookup())
        .map(FieldLookup::name)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(", "));
  }
}
