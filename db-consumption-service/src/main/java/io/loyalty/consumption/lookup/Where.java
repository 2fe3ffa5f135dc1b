package io.loyalty.consumption.lookup;

import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.lookup.Whereabouts.Kind;
import io.loyalty.consumption.lookup.Whereabouts.Lag;
import io.loyalty.consumption.lookup.Whereabouts.Letter;
import io.loyalty.consumption.lookup.Whereabouts.Outcome;
import io.loyalty.consumption.lookup.Whereabouts.Trace;
import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.LetterFinder;
import io.loyalty.consumption.warehouse.lookup.LetterFinder.FoundLetter;
import io.loyalty.consumption.warehouse.lookup.RecordHistory;
import io.loyalty.schemas.contract.PersonalData;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Finds an event by its id, by the id of its dead letter, or by its record. Thread-safe. */
public final class Where {
  private final EventTopics topics;
  private final EventFinder finder;
  private final LetterFinder letters;
  private final RecordHistory history;
  private final Kafka kafka;
  private final RefusedTypes types;
  private final Map<PersonalData, RowMasks> masks = new EnumMap<>(PersonalData.class);

  /**
   * Holds what a look-up asks of Kafka and about it.
   *
   * @param logs the bounds of the logs
   * @param scans creates a reader for each look-up
   * @param registry the schemas of records
   * @param holds the partitions on hold, with the code
   */
  public record Kafka(
      TopicLogs logs,
      Supplier<LogScan> scans,
      SchemaRegistry registry,
      Supplier<Map<PartitionId, String>> holds) {}

  /** Looks in the warehouse and in Kafka. */
  public Where(
      EventTopics topics,
      EventFinder finder,
      LetterFinder letters,
      RecordHistory history,
      Kafka kafka,
      RefusedTypes types) {
    this.topics = topics;
    this.finder = finder;
    this.letters = letters;
    this.history = history;
    this.kafka = kafka;
    this.types = types;
    for (PersonalData most : PersonalData.values()) {
      masks.put(most, new RowMasks(topics, most));
    }
  }

  /**
   * Describes a look-up.
   *
   * @param id the id of an event or a dead letter, or topic-partition-offset
   * @param eventType the event type to look for an event's id in; empty: all
   * @param scans whether the records that are not loaded yet are searched
   * @param most the most that the caller may see of a person
   */
  public record Question(String id, Optional<String> eventType, boolean scans, PersonalData most) {}

  /**
   * Finds what the question names.
   *
   * @throws InvalidLookupException when the id or the event type is none
   * @throws io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException when the database
   *     does not respond
   */
  public Whereabouts find(Question question) {
    LookupId id = LookupId.parse(question.id(), topics);
    List<String> asked = LookupTypes.topics(topics, question.eventType());
    WriterPlans plans = new WriterPlans(kafka.registry());
    try (LogRecords log = new LogRecords(kafka.logs(), kafka.scans().get())) {
      RecordReading reading = new RecordReading(plans);
      Traces traces = new Traces(topics, finder, history, log, reading, masks.get(question.most()));
      List<Trace> events = new ArrayList<>();
      Map<String, FoundLetter> found = new LinkedHashMap<>();
      switch (id.kind()) {
        case EVENT -> event(id.event(), asked, traces, events, found);
        case DEAD_LETTER -> letter(id.text(), asked, traces, events, found);
        case RECORD -> {
          RecordLookup.Answer answer =
              new RecordLookup(finder, letters, history, log, reading, traces)
                  .find(id.record(), type(id), history.loaded().get(id.record().partition()));
          events.add(answer.trace());
          add(answer.letters(), found);
        }
      }
      Lag lag = null;
      boolean isFound = !events.isEmpty() || !found.isEmpty();
      if (id.kind() != Kind.RECORD && (question.scans() || !isFound)) {
        TailScan tail = new TailScan(log, reading, history.loaded(), kafka.holds().get());
        lag = lag(tail, id, question, asked, traces, events);
      }
      return new Whereabouts(
          id.text(),
          id.kind(),
          !events.isEmpty() || !found.isEmpty(),
          events,
          found.values().stream().map(this::shown).toList(),
          lag);
    }
  }

  private MappedType type(LookupId id) {
    return topics.type(id.record().partition().topic());
  }

  private void event(
      UUID id,
      List<String> asked,
      Traces traces,
      List<Trace> events,
      Map<String, FoundLetter> found) {
    for (String topic : traces.topicsOf(asked, id)) {
      events.addAll(traces.ofEvent(topic, id));
    }
    add(letters.byEvent(id), found);
  }

  /** With a dead letter, its event is looked for, which may have come again by itself. */
  private void letter(
      String id,
      List<String> asked,
      Traces traces,
      List<Trace> events,
      Map<String, FoundLetter> found) {
    add(letters.byId(id), found);
    for (FoundLetter letter : List.copyOf(found.values())) {
      String event = letter.event().id();
      if (event != null && OriginalMask.id(event).equals(event)) {
        event(UUID.fromString(event), asked, traces, events, found);
      }
    }
  }

  private Lag lag(
      TailScan tail,
      LookupId id,
      Question question,
      List<String> asked,
      Traces traces,
      List<Trace> events) {
    List<String> all = new ArrayList<>(asked);
    all.addAll(LookupTypes.ofThePipeline(topics));
    if (!question.scans()) {
      return tail.count(all);
    }
    String wanted = id.event() == null ? id.text() : id.event().toString();
    List<TailScan.Hit> hits = new ArrayList<>();
    Lag lag = tail.search(all, wanted, hits);
    hits.forEach(
        hit ->
            events.add(
                traces.withoutRow(
                    hit.id(), hit.reading(), id.event(), hit.occurredAt(), Outcome.NOT_LOADED)));
    return lag;
  }

  private static void add(List<FoundLetter> letters, Map<String, FoundLetter> found) {
    letters.forEach(letter -> found.putIfAbsent(letter.id(), letter));
  }

  private Letter shown(FoundLetter letter) {
    LetterFinder.Origin origin = letter.origin();
    return new Letter(
        letter.id(),
        letter.refusal().at(),
        letter.refusal().station(),
        letter.refusal().reason(),
        letter.refusal().detail(),
        types.shown(letter.event().type()),
        OriginalMask.id(letter.event().id()),
        letter.event().source(),
        origin.queue(),
        origin.messageId(),
        origin.topic(),
        origin.partition(),
        origin.offset(),
        letter.loadedAt(),
        letter.standing().state(),
        letter.standing().attempts(),
        letters.resolutions(letter.id()).stream()
            .map(
                each ->
                    new Whereabouts.Resolution(
                        each.redriveId(),
                        each.position(),
                        each.resolvedAt(),
                        each.outcome(),
                        each.reason()))
            .toList());
  }
}
