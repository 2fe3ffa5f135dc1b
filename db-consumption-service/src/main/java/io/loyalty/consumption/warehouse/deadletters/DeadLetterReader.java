package io.loyalty.consumption.warehouse.deadletters;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads dead letters. Thread-safe; every query may throw {@link DatabaseUnavailableException}. */
public final class DeadLetterReader {
  /** Chooses the page by indexes alone, and reads the rows of the page only. */
  private static final String PAGE =
      """
      SELECT d.dead_letter_id, d.rejected_at, d.station, d.reason, d.event_type, d.event_id, d.source,
             s.state, s.attempts
      FROM (
        SELECT d.dead_letter_id FROM pipeline.dead_letter d
        WHERE %s
        ORDER BY d.rejected_at DESC, d.dead_letter_id
        LIMIT :limit
      ) page
      JOIN pipeline.dead_letter d ON d.dead_letter_id = page.dead_letter_id
      CROSS JOIN LATERAL (
        SELECT state, attempts FROM pipeline.dead_letter_state
        WHERE dead_letter_id = page.dead_letter_id
        OFFSET 0
      ) s
      ORDER BY d.rejected_at DESC, d.dead_letter_id""";

  private static final String AFTER =
      """
      d.rejected_at <= :afterTime
        AND (d.rejected_at < :afterTime OR d.dead_letter_id > :afterId)""";
  private static final String ONE =
      """
      SELECT dead_letter_id, rejected_at, station, reason, detail, event_type, event_id, source,
             service_version, original, original_kind, record_key, record_headers::text,
             queue, message_id, position, record_topic, record_partition, record_offset,
             kafka_partition::bigint, kafka_offset, loaded_at, state, attempts
      FROM pipeline.dead_letter JOIN pipeline.dead_letter_state USING (dead_letter_id)
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
   * Returns the groups that the filter leaves, the largest first.
   *
   * @param most the number of groups that are returned at most
   */
  public List<DeadLetterGroup> groups(
      DeadLetterFilter filter, Set<DeadLetterDimension> by, int most) {
    DeadLetterGroups groups = new DeadLetterGroups(by);
    SqlCondition condition = filter.condition();
    return asked(
        () ->
            jdbc.sql(groups.sql(condition))
                .params(condition.parameters())
                .param("most", most)
                .query(groups::group)
                .list());
  }

  /**
   * Returns a page of the dead letters that the filter leaves, the newest first.
   *
   * @param after the place after which the page begins; null: at the newest
   * @param limit the number of dead letters on a page
   */
  public DeadLetterPage page(DeadLetterFilter filter, DeadLetterPage.Cursor after, int limit) {
    SqlCondition chosen = filter.condition();
    SqlCondition condition =
        after == null
            ? chosen
            : chosen.and(
                AFTER,
                Map.of("afterTime", SqlCondition.time(after.rejectedAt()), "afterId", after.id()));
    List<DeadLetterPage.Summary> found =
        asked(
            () ->
                jdbc.sql(PAGE.formatted(condition.sql()))
                    .params(condition.parameters())
                    .param("limit", limit + 1)
                    .query(DeadLetterReader::summary)
                    .list());
    if (found.size() <= limit) {
      return new DeadLetterPage(found, null);
    }
    DeadLetterPage.Summary last = found.get(limit - 1);
    return new DeadLetterPage(
        found.subList(0, limit), new DeadLetterPage.Cursor(last.rejectedAt(), last.id()));
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

  static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static DeadLetterPage.Summary summary(ResultSet row, int number) throws SQLException {
    return new DeadLetterPage.Summary(
        row.getString(1),
        instant(row, 2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        DeadLetterState.of(row.getString(8)),
        row.getLong(9));
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
        violations,
        new StoredDeadLetter.Standing(DeadLetterState.of(row.getString(23)), row.getLong(24)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
