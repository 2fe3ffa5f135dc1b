package io.loyalty.consumption.warehouse.lookup;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Queries the warehouse over the small pool, with a time limit. Thread-safe. */
final class LookupQueries {
  private static final Duration MOST = Duration.ofSeconds(8);

  /**
   * The planner estimates that a Bloom filter matches a third of a table. It would therefore scan
   * the whole table, compile the query and start parallel workers.
   */
  private static final String PLAN =
      """
      SET LOCAL enable_seqscan = off;
      SET LOCAL jit = off;
      SET LOCAL max_parallel_workers_per_gather = 0""";

  private final TransactionTemplate transactions;
  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  LookupQueries(DataSource pool) {
    this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    transactions.setReadOnly(true);
    this.template = new JdbcTemplate(pool);
    template.setQueryTimeout((int) MOST.toSeconds());
    this.jdbc = JdbcClient.create(template);
  }

  <T> List<T> all(String sql, RowMapper<T> mapper, Object... parameters) {
    try {
      return transactions.execute(
          transaction -> {
            template.execute(PLAN);
            return jdbc.sql(sql).params(parameters).query(mapper).list();
          });
    } catch (QueryTimeoutException e) {
      throw new DatabaseUnavailableException(
          "the database needs more than %d s for this look-up; name the event type, or ask again later"
              .formatted(MOST.toSeconds()),
          e);
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  /** Returns a point in time, or null. */
  static Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
