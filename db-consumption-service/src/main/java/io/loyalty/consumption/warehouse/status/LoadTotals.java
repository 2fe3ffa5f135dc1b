package io.loyalty.consumption.warehouse.status;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads totals and progress of the load from the warehouse. Thread-safe; every query may throw
 * {@link DatabaseUnavailableException}.
 *
 * <p>The totals are those of {@code pipeline.load_ledger}, which has a row per partition and hour
 * and so grows for years. They are read from {@code pipeline.load_total}, a row per partition that
 * triggers on the ledger keep. That is exact because the difference is applied in the transaction
 * that changes the ledger: both are committed together or not at all, whichever instance writes, in
 * whichever order transactions of different hours commit, and also where the ledger is mended by
 * hand. A sum of closed hours that is kept in memory would not be: a transaction belongs to the
 * hour in which it began, however late it commits, so no hour is closed for sure.
 */
public final class LoadTotals {
  private static final String TOPICS =
      """
      SELECT topic, sum(records), sum(inserted), sum(duplicates), sum(conflicts), sum(dead_lettered)
      FROM pipeline.load_total
      GROUP BY topic""";
  private static final String OFFSETS =
      """
      SELECT topic, partition, next_offset, loaded_through
      FROM pipeline.load_offset""";
  private static final String DEAD_LETTERS =
      """
      SELECT d.event_type, d.station, d.reason, count(*) FILTER (WHERE coalesce(c.state, 'open') = 'open'),
             count(*) FILTER (WHERE c.state = 'resolved'), count(*) FILTER (WHERE c.state = 'redriven')
      FROM pipeline.dead_letter d
        LEFT JOIN pipeline.dead_letter_decided c ON c.dead_letter_id = d.dead_letter_id
      WHERE c.state IS DISTINCT FROM 'redriven' OR d.station = 'load'
      GROUP BY d.event_type, d.station, d.reason
      ORDER BY d.event_type NULLS LAST, d.station, d.reason""";

  private final JdbcClient jdbc;

  /** Reads over the pool. */
  public LoadTotals(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * Counts a topic's records by outcome, since its first load.
   *
   * @param topic the topic
   * @param records records read
   * @param inserted new rows
   * @param duplicates records whose event already had a row
   * @param conflicts records whose event already had a row with different content
   * @param deadLettered records that the load refused
   */
  public record TopicTotal(
      String topic,
      long records,
      long inserted,
      long duplicates,
      long conflicts,
      long deadLettered) {}

  /**
   * Describes the progress of a partition.
   *
   * @param id the partition
   * @param nextOffset the offset of the next record to load
   * @param loadedThrough the Kafka time up to which all records are loaded; null if none ever was
   */
  public record Progress(PartitionId id, long nextOffset, Instant loadedThrough) {
    /**
     * Returns the time until Kafka's retention may delete records that are not loaded yet; empty if
     * all are loaded, or if none ever was.
     *
     * @param log the bounds of the partition's log
     * @param kept how long Kafka keeps records
     */
    public Optional<Duration> untilLoss(LogBounds log, Duration kept, Instant now) {
      if (log.end() <= nextOffset || loadedThrough == null) {
        return Optional.empty();
      }
      // What is not loaded is no older than what is.
      Duration age = Duration.between(loadedThrough, now);
      Duration left = age.isNegative() ? kept : kept.minus(age);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
  }

  /**
   * Counts dead letters of one kind.
   *
   * @param eventType the type of the event, or null if it could not be read
   * @param station the step that refused it
   * @param reason the code of the reason
   * @param count the number of open dead letters
   * @param resolved the number of those that an operator closed without a redrive
   * @param loaded the number of records that the load refused and a redrive loaded; the totals of
   *     the live load do not contain them
   */
  public record DeadLetterCount(
      String eventType, String station, String reason, long count, long resolved, long loaded) {
    /** Returns this count for another type. */
    public DeadLetterCount of(String type) {
      return new DeadLetterCount(type, station, reason, count, resolved, loaded);
    }

    /** Returns this count and another one together. */
    public DeadLetterCount and(DeadLetterCount other) {
      return new DeadLetterCount(
          eventType,
          station,
          reason,
          count + other.count,
          resolved + other.resolved,
          loaded + other.loaded);
    }
  }

  /** Returns the totals by topic. */
  public Map<String, TopicTotal> topics() {
    return asked(TOPICS, LoadTotals::topicTotal).stream()
        .collect(Collectors.toMap(TopicTotal::topic, total -> total));
  }

  /** Returns the progress of each partition. */
  public List<Progress> progress() {
    return asked(OFFSETS, LoadTotals::progress);
  }

  /** Returns the counts of dead letters by kind. */
  public List<DeadLetterCount> deadLetters() {
    return asked(DEAD_LETTERS, LoadTotals::deadLetterCount);
  }

  private <T> List<T> asked(String sql, RowMapper<T> mapper) {
    try {
      return jdbc.sql(sql).query(mapper).list();
    } catch (DataAccessException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private static TopicTotal topicTotal(ResultSet row, int number) throws SQLException {
    return new TopicTotal(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  private static Progress progress(ResultSet row, int number) throws SQLException {
    Timestamp through = row.getTimestamp(4);
    return new Progress(
        new PartitionId(row.getString(1), row.getInt(2)),
        row.getLong(3),
        through == null ? null : through.toInstant());
  }

  private static DeadLetterCount deadLetterCount(ResultSet row, int number) throws SQLException {
    return new DeadLetterCount(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }
}
