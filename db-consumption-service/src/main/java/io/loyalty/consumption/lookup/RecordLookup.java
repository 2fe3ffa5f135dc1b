package io.loyalty.consumption.lookup;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.LogRecords.Reading;
import io.loyalty.consumption.lookup.Whereabouts.Outcome;
import io.loyalty.consumption.lookup.Whereabouts.Place;
import io.loyalty.consumption.lookup.Whereabouts.Trace;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.LetterFinder;
import io.loyalty.consumption.warehouse.lookup.LetterFinder.FoundLetter;
import io.loyalty.consumption.warehouse.lookup.RecordHistory;
import io.loyalty.consumption.warehouse.lookup.RecordHistory.LoadedUpTo;
import io.loyalty.consumption.warehouse.lookup.RecordHistory.StoredConflict;
import io.loyalty.consumption.warehouse.lookup.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks up what became of one record, for one look-up. Not thread-safe. */
final class RecordLookup {
  private static final List<String> KEY = List.of("event_id", "occurred_at");
  private static final List<String> LETTER = List.of("dead_letter_id");

  private final EventFinder finder;
  private final LetterFinder letters;
  private final RecordHistory history;
  private final LogRecords log;
  private final RecordReading reading;
  private final Traces traces;

  RecordLookup(
      EventFinder finder,
      LetterFinder letters,
      RecordHistory history,
      LogRecords log,
      RecordReading reading,
      Traces traces) {
    this.finder = finder;
    this.letters = letters;
    this.history = history;
    this.log = log;
    this.reading = reading;
    this.traces = traces;
  }

  /** Holds the trace of a record, and the dead letters that belong to it. */
  record Answer(Trace trace, List<FoundLetter> letters) {}

  /**
   * Looks up a record.
   *
   * @param loaded how far its partition is loaded; null if it never was
   * @throws InvalidLookupException when the offset is outside the log
   */
  Answer find(RecordId id, MappedType type, LoadedUpTo loaded) {
    Optional<Map<PartitionId, LogBounds>> bounds = log.bounds(id.partition().topic());
    bounds.ifPresent(logs -> check(id, logs.get(id.partition())));
    UUID topicId =
        bounds
            .map(logs -> logs.get(id.partition()).topicId())
            .orElse(loaded == null ? null : loaded.topicId());
    boolean isPassed =
        loaded != null && loaded.topicId().equals(topicId) && id.offset() < loaded.nextOffset();
    Reading read = log.read(id, topicId);
    return type.table().partition().isPresent()
        ? event(id, type, topicId, isPassed, read)
        : pipeline(id, isPassed, read);
  }

  private static void check(RecordId id, LogBounds log) {
    if (log == null) {
      throw new InvalidLookupException(
          "the topic %s has no partition %d"
              .formatted(id.partition().topic(), id.partition().partition()));
    }
    if (id.offset() >= log.end()) {
      throw new InvalidLookupException(
          "offset %d is outside the log of %s, which ends before offset %d"
              .formatted(id.offset(), id.partition(), log.end()));
    }
  }

  /** A record of the pipeline's own topics belongs to a dead letter. */
  private Answer pipeline(RecordId id, boolean isPassed, Reading read) {
    List<FoundLetter> found = new ArrayList<>();
    read.record()
        .map(record -> reading.values(record, LETTER))
        .filter(values -> !values.isEmpty() && values.get(0) != null)
        .ifPresent(values -> found.addAll(letters.byId(values.get(0))));
    if (found.isEmpty()) {
      found.addAll(letters.byPlace(id));
    }
    Outcome outcome = found.isEmpty() ? Outcome.NO_ROW : Outcome.ROW;
    if (read.place() == Place.HOLE) {
      outcome = Outcome.HOLE;
    } else if (!isPassed) {
      outcome = Outcome.NOT_LOADED;
    }
    return new Answer(traces.withoutRow(id, read, null, null, outcome), found);
  }

  private Answer event(RecordId id, MappedType type, UUID topicId, boolean isPassed, Reading read) {
    List<FoundLetter> refused = topicId == null ? List.of() : letters.byRecord(id, topicId);
    if (read.place() == Place.HOLE) {
      return new Answer(traces.withoutRow(id, read, null, null, Outcome.HOLE), refused);
    }
    List<String> key = read.record().map(record -> reading.values(record, KEY)).orElse(List.of());
    if (key.isEmpty()) {
      return new Answer(unread(id, type, topicId, isPassed, read, refused), refused);
    }
    UUID event = UUID.fromString(key.get(0));
    Instant occurredAt = Instant.parse(key.get(1));
    if (!isPassed) {
      return new Answer(
          traces.withoutRow(id, read, event, occurredAt, Outcome.NOT_LOADED), refused);
    }
    String topic = id.partition().topic();
    List<StoredConflict> conflicts = history.conflicts(topic, event);
    boolean isConflict =
        conflicts.stream()
            .anyMatch(each -> each.record().equals(id) && each.topicId().equals(topicId));
    Optional<StoredEvent> row = storable(topic, type, occurredAt, event);
    Outcome outcome = Outcome.NO_ROW;
    if (row.filter(each -> isRowOf(each, topic, id, topicId)).isPresent()) {
      outcome = Outcome.ROW;
    } else if (isConflict) {
      outcome = Outcome.CONFLICT;
    } else if (!refused.isEmpty()) {
      outcome = Outcome.DEAD_LETTER;
    } else if (row.isPresent()) {
      outcome = Outcome.DUPLICATE;
    }
    Trace trace =
        row.isPresent()
            ? traces.ofRecord(id, read, row.get(), conflicts, outcome)
            : traces.withoutRow(id, read, event, occurredAt, outcome);
    return new Answer(trace, refused);
  }

  /** PostgreSQL knows no time as far away as Avro does, and no row has one. */
  private Optional<StoredEvent> storable(
      String topic, MappedType type, Instant occurredAt, UUID event) {
    boolean isFar =
        occurredAt.toString().charAt(0) == '+' || occurredAt.toString().charAt(0) == '-';
    return isFar
        ? Optional.empty()
        : finder.byKey(topic, type, occurredAt, event).stream().findFirst();
  }

  private static boolean isRowOf(StoredEvent row, String topic, RecordId id, UUID topicId) {
    return Traces.recordOf(topic, row).equals(id) && topicId.equals(row.loaded().topicId());
  }

  /** The record itself tells nothing: it is gone, or is no record of its type. */
  private Trace unread(
      RecordId id,
      MappedType type,
      UUID topicId,
      boolean isPassed,
      Reading read,
      List<FoundLetter> refused) {
    if (!refused.isEmpty()) {
      return traces.withoutRow(id, read, null, null, Outcome.DEAD_LETTER);
    }
    if (read.place() == Place.IN_LOG) {
      Outcome outcome = isPassed ? Outcome.NO_ROW : Outcome.NOT_LOADED;
      return traces.withoutRow(id, read, null, null, outcome);
    }
    return finder.byRecord(type, id, topicId).stream()
        .findFirst()
        .map(
            row ->
                traces.ofRecord(
                    id,
                    read,
                    row,
                    history.conflicts(id.partition().topic(), row.eventId()),
                    Outcome.ROW))
        .orElseGet(() -> traces.withoutRow(id, read, null, null, Outcome.UNKNOWN));
  }
}
