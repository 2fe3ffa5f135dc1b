package io.loyalty.consumption.warehouse.decisions;

import io.loyalty.consumption.log.StoredOffset;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.Timestamp;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes {@code pipeline.load_decision}: where the load of a held partition resumes, and who
 * decided it. Thread-safe; every call may throw {@link DatabaseUnavailableException}.
 */
public final class DecisionTable {
  private static final String MOVE =
      """
      UPDATE pipeline.load_offset
      SET topic_id = ?, next_offset = ?, first_offset = coalesce(?::bigint, first_offset), leader_epoch = NULL,
          loaded_through = NULL, cut_off = false, decisions = decisions + 1
      WHERE topic = ? AND partition = ? AND topic_id = ? AND next_offset = ? AND decisions = ?""";
  private static final String NOTE =
      """
      INSERT INTO pipeline.load_decision
        (topic, partition, actor, code, held_topic_id, held_offset, topic_id, given_up_from, next_offset,
         log_since)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz)""";
  // Every writer of a former log either holds a lock on this row or finds the offset moved.
  private static final String LOCK =
      """
      SELECT clock_timestamp() FROM pipeline.load_offset
      WHERE topic = ? AND partition = ? AND topic_id = ? AND next_offset = ? AND decisions = ?
      FOR UPDATE""";
  // This time is after the load of every row of the former logs, by any clock.
  private static final String SINCE =
      """
      SELECT greatest(
        ?::timestamptz,
        (SELECT max(loaded_at) FROM %s
         WHERE loaded_at >= ?::timestamptz AND kafka_partition = ?) + interval '1 microsecond',
        (SELECT max(log_since) FROM pipeline.load_decision
         WHERE topic = ? AND partition = ?) + interval '1 microsecond')""";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** Writes over the pool. */
  public DecisionTable(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /**
   * Moves the offset and records who decided it, in one transaction; returns whether the held
   * offset was unchanged. If it moves to another log, rows of {@code table} that are loaded later
   * belong to that log.
   */
  public boolean decide(OffsetDecision decision, TableContract table) {
    try {
      return Boolean.TRUE.equals(transaction.execute(status -> moved(decision, table)));
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private boolean moved(OffsetDecision decision, TableContract table) {
    StoredOffset held = decision.held();
    Optional<Timestamp> now = lock(held);
    if (now.isEmpty()) {
      return false;
    }
    boolean isOtherLog = !decision.topicId().equals(held.topicId());
    jdbc.sql(MOVE)
        .param(decision.topicId())
        .param(decision.nextOffset())
        .param(isOtherLog ? (Long) decision.givenUpFrom() : null)
        .param(held.id().topic())
        .param(held.id().partition())
        .param(held.topicId())
        .param(held.nextOffset())
        .param(held.decided().times())
        .update();
    jdbc.sql(NOTE)
        .param(held.id().topic())
        .param(held.id().partition())
        .param(decision.actor())
        .param(decision.code())
        .param(held.topicId())
        .param(held.nextOffset())
        .param(decision.topicId())
        .param(decision.givenUpFrom())
        .param(decision.nextOffset())
        .param(isOtherLog ? since(held, table, now.get()) : null)
        .update();
    return true;
  }

  /**
   * Locks the partition against writers and returns the time; empty if its offset has moved since
   * the hold.
   */
  private Optional<Timestamp> lock(StoredOffset held) {
    return jdbc.sql(LOCK)
        .param(held.id().topic())
        .param(held.id().partition())
        .param(held.topicId())
        .param(held.nextOffset())
        .param(held.decided().times())
        .query(Timestamp.class)
        .optional();
  }

  private Timestamp since(StoredOffset held, TableContract table, Timestamp now) {
    return jdbc.sql(SINCE.formatted(table.name()))
        .param(now)
        .param(now)
        .param(held.id().partition())
        .param(held.id().topic())
        .param(held.id().partition())
        .query(Timestamp.class)
        .single();
  }
}
