package io.loyalty.consumption.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code pipeline.log_end}: where the logs end, so that the warehouse itself can tell the lag, also
 * while nothing is loaded. Thread-safe.
 */
public final class LogEnds {
  // In the order of the key, since every instance writes the same rows.
  private static final String NOTE =
      """
      INSERT INTO pipeline.log_end AS l (topic, partition, end_offset, seen_at)
      SELECT topic, partition, end_offset, ?
      FROM unnest(?::text[], ?::integer[], ?::bigint[]) AS seen (topic, partition, end_offset)
      ORDER BY topic, partition
      ON CONFLICT (topic, partition) DO UPDATE
      SET end_offset = excluded.end_offset, seen_at = excluded.seen_at
      WHERE l.seen_at < excluded.seen_at""";

  private final JdbcClient jdbc;

  /** Writes over the pool. */
  public LogEnds(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * A partition of a topic.
   *
   * @param topic the topic
   * @param partition its partition
   */
  public record Place(String topic, int partition) {}

  /**
   * Notes where logs ended at a moment; what was seen later stays.
   *
   * @throws DatabaseUnavailableException when the database does not take it
   */
  public void note(Map<Place, Long> ends, Instant seenAt) {
    List<Map.Entry<Place, Long>> all = List.copyOf(ends.entrySet());
    try {
      jdbc.sql(NOTE)
          .param(Timestamp.from(seenAt))
          .param(all.stream().map(each -> each.getKey().topic()).toArray(String[]::new))
          .param(all.stream().map(each -> each.getKey().partition()).toArray(Integer[]::new))
          .param(all.stream().map(Map.Entry::getValue).toArray(Long[]::new))
          .update();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }
}
