package io.loyalty.consumption.warehouse.audit;

import io.loyalty.consumption.warehouse.audit.StoredAct.Place;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what was done on request, from {@code pipeline.audit} and {@code pipeline.load_decision}.
 * Thread-safe; a query may throw {@link DatabaseUnavailableException}.
 */
public final class AuditReader {
  private static final String ENTRIES =
      """
      SELECT at, origin, id, actor, action, subject, detail::text
      FROM (
        SELECT at, 'audit' AS origin, audit_id AS id, actor, action, subject, detail
        FROM pipeline.audit
        UNION ALL
        SELECT decided_at, 'hold', decision_id, actor, 'partition-resumed', topic || '-' || partition,
               jsonb_build_object('code', code, 'heldOffset', held_offset, 'nextOffset', next_offset,
                                  'givenUp', next_offset - given_up_from)
        FROM pipeline.load_decision) entry
      %s
      ORDER BY at DESC, origin DESC, id DESC
      LIMIT :limit""";
  private static final String BEFORE =
      "WHERE (at, origin, id) < (:at::timestamptz, :origin::text, :id::bigint)";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public AuditReader(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /** Returns the newest entries, at most {@code limit}, the newest first. */
  public List<StoredAct> newest(int limit) {
    return asked(jdbc.sql(ENTRIES.formatted("")).param("limit", limit));
  }

  /** Returns the newest entries before a place, at most {@code limit}, the newest first. */
  public List<StoredAct> before(Place place, int limit) {
    return asked(
        jdbc.sql(ENTRIES.formatted(BEFORE))
            .param("at", place.at().atOffset(ZoneOffset.UTC))
            .param("origin", place.origin())
            .param("id", place.id())
            .param("limit", limit));
  }

  private static List<StoredAct> asked(JdbcClient.StatementSpec query) {
    try {
      return query.query(AuditReader::act).list();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static StoredAct act(ResultSet row, int number) throws SQLException {
    return new StoredAct(
        new Place(
            row.getObject(1, OffsetDateTime.class).toInstant(), row.getString(2), row.getLong(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }
}
