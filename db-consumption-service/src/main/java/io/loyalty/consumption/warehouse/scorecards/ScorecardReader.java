package io.loyalty.consumption.warehouse.scorecards;

import io.loyalty.consumption.warehouse.scorecards.Scorecard.Check;
import io.loyalty.consumption.warehouse.scorecards.Scorecard.Counts;
import io.loyalty.consumption.warehouse.scorecards.Scorecard.Reason;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads scorecards. Thread-safe; a query may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class ScorecardReader {
  private static final String HOURS =
      """
      SELECT event_id, occurred_at, events, refused, other_reasons, duplicates, clock_ahead,
             unknown_fields, failed_checks, lateness_p50, lateness_p95, clock_ahead_most,
             active_minutes, longest_silence, first_at, last_at
      FROM bi.source_scorecard
      WHERE event_source = ? AND occurred_at >= ? AND occurred_at < ?
      ORDER BY occurred_at""";

  /** Times prune partitions. */
  private static final String ITEMS =
      """
      SELECT item.event_id, %s
      FROM bi.source_scorecard card JOIN bi.%s item USING (occurred_at, event_id)
      WHERE card.event_source = ? AND card.occurred_at >= ? AND card.occurred_at < ?
        AND item.occurred_at >= ? AND item.occurred_at < ?
      ORDER BY item.event_id, item.position\
      """;

  private static final String SOURCES =
      """
      SELECT event_source, sum(events), sum(refused), sum(duplicates), count(*), max(occurred_at)
      FROM bi.source_scorecard
      WHERE occurred_at >= ? AND occurred_at < ?
      GROUP BY event_source
      ORDER BY sum(events) + sum(refused) DESC, event_source
      LIMIT ?\
      """;

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public ScorecardReader(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * The hours that are asked for.
   *
   * @param source the source
   * @param from the first hour
   * @param to the end, exclusive
   */
  public record Question(String source, Instant from, Instant to) {}

  /** Reads one item of a scorecard. */
  @FunctionalInterface
  private interface Item<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Returns the hours of a source that have something, in order. */
  public List<Scorecard> of(Question asked) {
    try {
      Map<UUID, List<Scorecard.Type>> types =
          items(
              asked,
              "item.event_type, item.events",
              "type",
              row -> new Scorecard.Type(row.getString(2), row.getLong(3)));
      Map<UUID, List<Reason>> reasons =
          items(
              asked,
              "item.reason, item.rule, item.path, item.events",
              "reason",
              row ->
                  new Reason(row.getString(2), row.getString(3), row.getString(4), row.getLong(5)));
      Map<UUID, List<Check>> checks =
          items(
              asked,
              "item.event_type, item.name, item.events",
              "check",
              row -> new Check(row.getString(2), row.getString(3), row.getLong(4)));
      return jdbc.sql(HOURS)
          .params(asked.source(), time(asked.from()), time(asked.to()))
          .query((row, number) -> hour(row, types, reasons, checks))
          .list();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  /**
   * Returns the sources that have a scorecard, those with the most events first.
   *
   * @param from the first hour
   * @param to the end, exclusive
   * @param most at most so many
   */
  public List<SourceTotal> sources(Instant from, Instant to, int most) {
    try {
      return jdbc.sql(SOURCES)
          .params(time(from), time(to), most)
          .query(
              (row, number) ->
                  new SourceTotal(
                      row.getString(1),
                      row.getLong(2),
                      row.getLong(3),
                      row.getLong(4),
                      row.getLong(5),
                      instant(row, 6)))
          .list();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private <T> Map<UUID, List<T>> items(Question asked, String columns, String table, Item<T> item) {
    Map<UUID, List<T>> items = new HashMap<>();
    jdbc.sql(ITEMS.formatted(columns, "source_scorecard_" + table))
        .params(
            asked.source(),
            time(asked.from()),
            time(asked.to()),
            time(asked.from()),
            time(asked.to()))
        .query(
            row -> {
              items
                  .computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                  .add(item.read(row));
            });
    return items;
  }

  private static Scorecard hour(
      ResultSet row,
      Map<UUID, List<Scorecard.Type>> types,
      Map<UUID, List<Reason>> reasons,
      Map<UUID, List<Check>> checks)
      throws SQLException {
    UUID id = row.getObject(1, UUID.class);
    return new Scorecard(
        instant(row, 2),
        new Counts(
            row.getLong(3),
            row.getLong(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9)),
        row.getObject(10, Long.class),
        row.getObject(11, Long.class),
        row.getLong(12),
        row.getInt(13),
        row.getInt(14),
        instant(row, 15),
        instant(row, 16),
        types.getOrDefault(id, List.of()),
        reasons.getOrDefault(id, List.of()),
        checks.getOrDefault(id, List.of()));
  }

  private static Object time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
