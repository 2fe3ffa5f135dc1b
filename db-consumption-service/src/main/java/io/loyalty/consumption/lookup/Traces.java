package io.loyalty.consumption.lookup;

import io.loyalty.consumption.decode.RecordJson;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.lookup.LogRecords.Reading;
import io.loyalty.consumption.lookup.Whereabouts.Conflict;
import io.loyalty.consumption.lookup.Whereabouts.Outcome;
import io.loyalty.consumption.lookup.Whereabouts.Replay;
import io.loyalty.consumption.lookup.Whereabouts.Trace;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.lookup.EventFinder;
import io.loyalty.consumption.warehouse.lookup.RecordHistory;
import io.loyalty.consumption.warehouse.lookup.RecordHistory.StoredConflict;
import io.loyalty.consumption.warehouse.lookup.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Puts together what is known of an event, for one look-up. Not thread-safe. */
final class Traces {
  /** An event that comes again and again needs no more of them. */
  private static final int MOST_CONFLICTS = 20;

  private final EventTopics topics;
  private final EventFinder finder;
  private final RecordHistory history;
  private final LogRecords log;
  private final RecordReading reading;
  private final RowMasks masks;

  Traces(
      EventTopics topics,
      EventFinder finder,
      RecordHistory history,
      LogRecords log,
      RecordReading reading,
      RowMasks masks) {
    this.topics = topics;
    this.finder = finder;
    this.history = history;
    this.log = log;
    this.reading = reading;
    this.masks = masks;
  }

  /** Returns those of the topics that have a row or a conflict of this id, in the same order. */
  List<String> topicsOf(List<String> asked, UUID id) {
    Map<String, MappedType> types = new LinkedHashMap<>();
    asked.forEach(topic -> types.put(topic, topics.type(topic)));
    Set<String> found = new HashSet<>(finder.topicsOf(types, id));
    found.addAll(history.conflicting(asked, id));
    return asked.stream().filter(found::contains).toList();
  }

  /** Returns an event of this id for each time at which it has a row or a conflict. */
  List<Trace> ofEvent(String topic, UUID id) {
    MappedType type = topics.type(topic);
    List<StoredConflict> conflicts = history.conflicts(topic, id);
    List<Trace> traces = new ArrayList<>();
    for (StoredEvent row : finder.byId(topic, type, id)) {
      traces.add(ofRow(topic, row, conflicts));
      conflicts =
          conflicts.stream().filter(each -> !each.occurredAt().equals(row.occurredAt())).toList();
    }
    conflicts.stream().map(conflict -> withoutRow(type, id, conflict)).forEach(traces::add);
    return traces;
  }

  private Trace ofRow(String topic, StoredEvent row, List<StoredConflict> conflicts) {
    RecordId record = recordOf(topic, row);
    return trace(
        topics.type(topic),
        Outcome.ROW,
        RecordView.of(record, log.read(record, row.loaded().topicId())),
        row,
        conflicts);
  }

  /** Returns the trace of a record whose event has a row, be it made of this record or not. */
  Trace ofRecord(
      RecordId id, Reading read, StoredEvent row, List<StoredConflict> conflicts, Outcome outcome) {
    MappedType type = topics.type(id.partition().topic());
    return trace(type, outcome, RecordView.of(id, read), row, conflicts);
  }

  /** Returns the trace of a record that has no row. */
  Trace withoutRow(RecordId id, Reading read, UUID event, Instant occurredAt, Outcome outcome) {
    return new Trace(
        topics.type(id.partition().topic()).name(),
        event == null ? null : event.toString(),
        occurredAt,
        outcome,
        RecordView.of(id, read),
        null,
        List.of(),
        replays(id, topicId(id.partition())),
        null);
  }

  /** Returns the record that a row was made of. */
  static RecordId recordOf(String topic, StoredEvent row) {
    return new RecordId(new PartitionId(topic, row.loaded().partition()), row.loaded().offset());
  }

  private Trace trace(
      MappedType type,
      Outcome outcome,
      Whereabouts.LogRecord record,
      StoredEvent row,
      List<StoredConflict> conflicts) {
    PartitionId partition = new PartitionId(record.topic(), record.partition());
    RecordId id = new RecordId(partition, record.offset());
    UUID topicId = row.loaded().topicId();
    return new Trace(
        type.name(),
        row.eventId().toString(),
        row.occurredAt(),
        outcome,
        record,
        masks.of(type).row(row),
        conflicts.stream()
            .filter(each -> each.occurredAt().equals(row.occurredAt()))
            .limit(MOST_CONFLICTS)
            .map(each -> conflict(type, each, row))
            .toList(),
        topicId == null ? List.of() : replays(id, topicId),
        topicId == null ? null : history.duplicatesSince(partition, topicId, row.loaded().at()));
  }

  private Conflict conflict(MappedType type, StoredConflict stored, StoredEvent row) {
    Reading read = log.read(stored.record(), stored.topicId());
    Optional<RecordJson> rows = read.record().flatMap(record -> reading.rows(type.table(), record));
    return new Conflict(
        RecordView.of(stored.record(), read),
        stored.seenAt(),
        rows.map(each -> masks.of(type).differences(row, each, finder)).orElse(List.of()));
  }

  private Trace withoutRow(MappedType type, UUID id, StoredConflict conflict) {
    Reading read = log.read(conflict.record(), conflict.topicId());
    return new Trace(
        type.name(),
        id.toString(),
        conflict.occurredAt(),
        Outcome.CONFLICT,
        RecordView.of(conflict.record(), read),
        null,
        List.of(),
        replays(conflict.record(), conflict.topicId()),
        null);
  }

  private UUID topicId(PartitionId partition) {
    return log.bounds(partition.topic())
        .map(bounds -> bounds.get(partition))
        .map(bounds -> bounds.topicId())
        .orElse(null);
  }

  private List<Replay> replays(RecordId record, UUID topicId) {
    return history.replays(record, topicId).stream()
        .map(
            each ->
                new Replay(
                    each.id().toString(),
                    each.state(),
                    each.fromOffset(),
                    each.endOffset(),
                    each.nextOffset() > record.offset(),
                    each.createdAt(),
                    each.endedAt()))
        .toList();
  }
}
