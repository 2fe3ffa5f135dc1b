package io.loyalty.consumption.warehouse.lookup;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads what became of records besides their rows: conflicts, replays, and how far the load is.
 * Thread-safe; every query may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class RecordHistory {
  private final LookupQueries queries;

  /** Reads over the pool. */
  public RecordHistory(DataSource pool) {
    this.queries = new LookupQueries(pool);
  }

  /**
   * Describes a record that repeats an event with another content.
   *
   * @param record the record
   * @param topicId Kafka's id of its topic
   * @param occurredAt the time of the event
   * @param seenAt when the load read it
   */
  public record StoredConflict(RecordId record, UUID topicId, Instant occurredAt, Instant seenAt) {}

  /**
   * Describes a replay whose range covers an offset.
   *
   * @param id its id
   * @param state its state
   * @param fromOffset where it begins in the partition
   * @param nextOffset the next offset that it reads
   * @param endOffset where it ends
   * @param createdAt when it was requested
   * @param startedAt when it began; null before
   * @param endedAt when it ended; null before
   */
  public record CoveringReplay(
      UUID id,
      String state,
      long fromOffset,
      long nextOffset,
      long endOffset,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt) {}

  /**
   * Describes how far a partition is loaded.
   *
   * @param topicId Kafka's id of the topic
   * @param nextOffset the next offset to load
   * @param firstOffset where the load of this log began
   */
  public record LoadedUpTo(UUID topicId, long nextOffset, long firstOffset) {}

  /** Returns those of the topics that have a conflict of an event of this id. */
  public List<String> conflicting(Collection<String> topics, UUID eventId) {
    return queries.all(
        LookupSql.CONFLICTING,
        (row, number) -> row.getString(1),
        topics.toArray(String[]::new),
        eventId);
  }

  /** Returns the conflicts of an event. */
  public List<StoredConflict> conflicts(String topic, UUID eventId) {
    return queries.all(
        LookupSql.CONFLICTS,
        (row, number) ->
            new StoredConflict(
                new RecordId(new PartitionId(topic, row.getInt(1)), row.getLong(2)),
                row.getObject(3, UUID.class),
                LookupQueries.instant(row, 4),
                LookupQueries.instant(row, 5)),
        topic,
        eventId);
  }

  /** Returns the replays whose range covers a record. */
  public List<CoveringReplay> replays(RecordId record, UUID topicId) {
    return queries.all(
        LookupSql.REPLAYS,
        (row, number) ->
            new CoveringReplay(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                LookupQueries.instant(row, 6),
                LookupQueries.instant(row, 7),
                LookupQueries.instant(row, 8)),
        record.partition().topic(),
        record.partition().partition(),
        topicId,
        record.offset(),
        record.offset());
  }

  /** Returns how many duplicates the load has met in the partition since the hour of a time. */
  public long duplicatesSince(PartitionId partition, UUID topicId, Instant since) {
    return queries
        .all(
            LookupSql.DUPLICATES,
            (row, number) -> row.getLong(1),
            partition.topic(),
            partition.partition(),
            topicId,
            since.atOffset(ZoneOffset.UTC))
        .get(0);
  }

  /** Returns how far each partition is loaded. */
  public Map<PartitionId, LoadedUpTo> loaded() {
    return queries
        .all(
            LookupSql.OFFSETS,
            (row, number) ->
                Map.entry(
                    new PartitionId(row.getString(1), row.getInt(2)),
                    new LoadedUpTo(row.getObject(3, UUID.class), row.getLong(4), row.getLong(5))))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
