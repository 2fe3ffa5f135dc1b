package io.loyalty.consumption.warehouse.status;

import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes {@code pipeline.log_end}, the ends of the logs, so that the warehouse can compute the lag
 * even while the load is stopped. Thread-safe.
 */
public final class LogEnds {
  // Rows are sorted by key to prevent deadlocks, because every instance writes the same rows.
  private static final String NOTE =
      """
      INSERT INTO pipeline.log_end (topic, partition, end_offset, seen_at)
      SELECT topic, partition, end_offset, clock_timestamp()
      FROM unnest(?::text[], ?::integer[], ?::bigint[]) AS seen (topic, partition, end_offset)
      ORDER BY topic, partition
      ON CONFLICT (topic, partition) DO UPDATE
      SET end_offset = excluded.end_offset, seen_at = excluded.seen_at""";

  private final JdbcClient jdbc;

  /** Writes over the pool. */
  public LogEnds(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * Stores the current log ends with the database's time.
   *
   * @throws DatabaseUnavailableException when the database is unavailable
   */
  public void note(Map<PartitionId, Long> ends) {
    List<Map.Entry<PartitionId, Long>> all = List.copyOf(ends.entrySet());
    try {
      jdbc.sql(NOTE)
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
