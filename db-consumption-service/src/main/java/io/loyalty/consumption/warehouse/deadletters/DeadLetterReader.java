package io.loyalty.consumption.warehouse.deadletters;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads dead letters. Thread-safe; every query may throw {@link DatabaseUnavailableException}. */
public final class DeadLetterReader {
  private static final String GROUPS =
      """
      SELECT event_type, station, reason, count(*), min(rejected_at), max(rejected_at),
             (array_agg(dead_letter_id ORDER BY rejected_at DESC, dead_letter_id))[1]
      FROM pipeline.dead_letter
      WHERE event_type IS NOT DISTINCT FROM coalesce(?::text, event_type)
        AND reason = coalesce(?::text, reason)
      GROUP BY event_type, station, reason
      ORDER BY event_type NULLS LAST, station, reason""";
  private static final String NEWEST =
      """
      SELECT dead_letter_id, rejected_at, station, reason, event_type, event_id
      FROM pipeline.dead_letter
      WHERE event_type IS NOT DISTINCT FROM coalesce(?::text, event_type)
        AND reason = coalesce(?::text, reason)
      ORDER BY rejected_at DESC, dead_letter_id
      LIMIT ?""";
  private static final String ONE =
      """
      SELECT dead_letter_id, rejected_at, station, reason, detail, event_type, event_id, source,
             service_version, original, original_kind, record_key, record_headers::text,
             queue, message_id, position, record_topic, record_partition, record_offset,
             kafka_partition::bigint, kafka_offset, loaded_at
      FROM pipeline.dead_letter
      WHERE dead_letter_id = ?""";
  private static final String VIOLATIONS =
      """
      SELECT path, rule, expected, found
      FROM pipeline.dead_letter_violation
      WHERE dead_letter_id = ?
      ORDER BY position""";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public DeadLetterReader(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * Counts dead letters of one kind.
   *
   * @param eventType the type of the event, or null if it could not be read
   * @param station the step that refused it
   * @param reason the code of the reason
   * @param count the number of dead letters
   * @param first when the first was refused
   * @param last when the last was refused
   * @param example the id of the last one
   */
  public record Group(
      String eventType,
      String station,
      String reason,
      long count,
      Instant first,
      Instant last,
      String example) {}

  /** Summarises a dead letter; {@code eventType} and {@code eventId} may be null. */
  public record Summary(
      String id,
      Instant rejectedAt,
      String station,
      String reason,
      String eventType,
      String eventId) {}

  /** Returns the kinds with this event type and reason; null matches any. */
  public List<Group> groups(String eventType, String reason) {
    return asked(
        () ->
            jdbc.sql(GROUPS).param(eventType).param(reason).query(DeadLetterReader::group).list());
  }

  /** Returns the newest dead letters with this event type and reason; null matches any. */
  public List<Summary> newest(String eventType, String reason, int limit) {
    return asked(
        () ->
            jdbc.sql(NEWEST)
                .param(eventType)
                .param(reason)
                .param(limit)
                .query(DeadLetterReader::summary)
                .list());
  }

  /** Returns the dead letter with this id. */
  public Optional<StoredDeadLetter> find(String id) {
    return asked(
        () -> {
          List<StoredDeadLetter.Violation> violations =
              jdbc.sql(VIOLATIONS).param(id).query(StoredDeadLetter.Violation.class).list();
          return jdbc.sql(ONE).param(id).query((row, number) -> stored(row, violations)).optional();
        });
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static Group group(ResultSet row, int number) throws SQLException {
    return new Group(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        instant(row, 5),
        instant(row, 6),
        row.getString(7));
  }

  private static Summary summary(ResultSet row, int number) throws SQLException {
    return new Summary(
        row.getString(1),
        instant(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6));
  }

  private static StoredDeadLetter stored(ResultSet row, List<StoredDeadLetter.Violation> violations)
      throws SQLException {
    return new StoredDeadLetter(
        new StoredDeadLetter.Rejection(
            row.getString(1),
            instant(row, 2),
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9)),
        new StoredDeadLetter.Original(
            row.getBytes(10), row.getString(11), row.getBytes(12), row.getString(13)),
        new StoredDeadLetter.Coordinates(
            row.getString(14),
            row.getString(15),
            row.getObject(16, Long.class),
            row.getString(17),
            row.getObject(18, Long.class),
            row.getObject(19, Long.class),
            row.getObject(20, Long.class),
            row.getObject(21, Long.class),
            instant(row, 22)),
        violations);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
