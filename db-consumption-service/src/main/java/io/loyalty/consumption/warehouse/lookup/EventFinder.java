package io.loyalty.consumption.warehouse.lookup;

import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.table.Column;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.table.TableContract;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Finds the rows of events. Thread-safe; every query may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class EventFinder {
  private static final int CHILDREN = 10;

  /** Large tables take a quarter of a second each, and a query has a time limit. */
  private static final int TABLES_AT_ONCE = 16;

  private final LookupQueries queries;

  /** Reads over the pool. */
  public EventFinder(DataSource pool) {
    this.queries = new LookupQueries(pool);
  }

  /**
   * Returns those of the topics whose tables have a row with this event id.
   *
   * @param types the types of the topics
   */
  public Set<String> topicsOf(Map<String, MappedType> types, UUID id) {
    Set<String> found = new HashSet<>();
    List<String> topics = List.copyOf(types.keySet());
    for (int from = 0; from < topics.size(); from += TABLES_AT_ONCE) {
      List<String> some = topics.subList(from, Math.min(topics.size(), from + TABLES_AT_ONCE));
      found.addAll(
          queries.all(
              LookupSql.tablesOf(some.stream().map(topic -> types.get(topic).table()).toList()),
              (row, number) -> row.getString(1),
              some.stream().flatMap(topic -> Stream.of(topic, id)).toArray()));
    }
    return found;
  }

  /**
   * Returns the rows with this event id, which are several if the event came with several times.
   */
  public List<StoredEvent> byId(String topic, MappedType type, UUID id) {
    return find(type, LookupSql.byId(type.table()), topic, id);
  }

  /** Returns the row with this key. */
  public List<StoredEvent> byKey(String topic, MappedType type, Instant occurredAt, UUID id) {
    return find(type, LookupSql.byKey(type.table()), topic, time(occurredAt), id);
  }

  /** Returns the row that was made of a record, without the record itself. */
  public List<StoredEvent> byRecord(MappedType type, RecordId record, UUID topicId) {
    String topic = record.partition().topic();
    int partition = record.partition().partition();
    long offset = record.offset();
    return queries
        .all(LookupSql.HOURS, EventFinder::hours, topic, topicId, partition, offset, offset)
        .stream()
        .filter(hours -> hours.from() != null)
        .flatMap(
            hours ->
                find(
                    type,
                    LookupSql.byRecord(type.table()),
                    topic,
                    hours.from(),
                    hours.to(),
                    partition,
                    offset,
                    topic,
                    topicId)
                    .stream())
        .toList();
  }

  /** Returns the newest events whose field has this value, at most {@code limit}. */
  public List<EventMatch> byField(MappedType type, Column column, String value, int limit) {
    return queries.all(
        LookupSql.byField(type.table(), column),
        (row, number) ->
            new EventMatch(
                row.getObject(1, UUID.class),
                LookupQueries.instant(row, 2),
                LookupQueries.instant(row, 3)),
        value,
        limit);
  }

  /**
   * Returns the newest events by the time of their occurrence, at most {@code limit}, without child
   * rows and the ids of their topics.
   */
  public List<StoredEvent> latest(MappedType type, int limit) {
    return queries.all(LookupSql.latest(type.table()), (row, number) -> stored(row, 0), limit);
  }

  /**
   * Returns rows of a table, given as a JSON array of objects, as PostgreSQL would return them once
   * they were stored.
   */
  public String asStored(TableContract table, String rows) {
    return queries.all(LookupSql.normalised(table), (row, number) -> row.getString(1), rows).get(0);
  }

  private record Hours(OffsetDateTime from, OffsetDateTime to) {}

  private static Hours hours(ResultSet row, int number) throws SQLException {
    return new Hours(
        row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class));
  }

  private List<StoredEvent> find(MappedType type, String sql, Object... parameters) {
    int children = type.table().children().size();
    return queries.all(sql, (row, number) -> stored(row, children), parameters);
  }

  private static StoredEvent stored(ResultSet row, int tables) throws SQLException {
    List<StoredEvent.Children> children = new ArrayList<>();
    for (int child = 0; child < tables; child++) {
      int at = CHILDREN + 2 * child;
      children.add(new StoredEvent.Children(row.getLong(at), row.getString(at + 1)));
    }
    return new StoredEvent(
        row.getObject(1, UUID.class),
        LookupQueries.instant(row, 2),
        row.getString(3),
        LookupQueries.instant(row, 4),
        new StoredEvent.Loaded(
            row.getInt(6),
            row.getLong(7),
            row.getObject(8, UUID.class),
            LookupQueries.instant(row, 5)),
        row.getString(9),
        children);
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
