package io.loyalty.consumption.warehouse.status;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the ledger of the live load by hour. Thread-safe; a query may throw {@link
 * DatabaseUnavailableException}.
 */
public final class LedgerHours {
  /**
   * The ledger has rows of years, and its key begins with the log. So the logs are looked up one
   * after the other, and of each only the hours that are asked for are read.
   */
  private static final String HOURS =
      """
      WITH RECURSIVE log AS (
        (SELECT topic, topic_id, partition FROM pipeline.load_ledger
         ORDER BY topic, topic_id, partition LIMIT 1)
        UNION ALL
        SELECT next.topic, next.topic_id, next.partition
        FROM log CROSS JOIN LATERAL (
          SELECT topic, topic_id, partition FROM pipeline.load_ledger l
          WHERE (l.topic, l.topic_id, l.partition) > (log.topic, log.topic_id, log.partition)
          ORDER BY topic, topic_id, partition LIMIT 1) next)
      SELECT l.hour, l.topic, sum(l.records), sum(l.inserted), sum(l.duplicates), sum(l.conflicts),
             sum(l.dead_lettered)
      FROM log JOIN pipeline.load_ledger l USING (topic, topic_id, partition)
      WHERE l.run = 'live' AND log.topic = ANY (?::text[]) AND l.hour >= ? AND l.hour < ?
      GROUP BY l.hour, l.topic""";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public LedgerHours(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * Counts the records of a topic that were read in an hour, by outcome.
   *
   * @param hour the beginning of the hour
   * @param topic the topic
   * @param records records read
   * @param inserted new rows
   * @param duplicates records whose event already had a row
   * @param conflicts records whose event already had a row with different content
   * @param deadLettered records that the load refused
   */
  public record TopicHour(
      Instant hour,
      String topic,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered) {}

  /** Returns the hours of topics that begin in a period, in no order. */
  public List<TopicHour> of(Collection<String> topics, Instant from, Instant to) {
    try {
      return jdbc.sql(HOURS)
          .params(
              topics.toArray(String[]::new),
              from.atOffset(ZoneOffset.UTC),
              to.atOffset(ZoneOffset.UTC))
          .query(LedgerHours::hour)
          .list();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static TopicHour hour(ResultSet row, int number) throws SQLException {
    return new TopicHour(
        row.getObject(1, OffsetDateTime.class).toInstant(),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7));
  }
}
