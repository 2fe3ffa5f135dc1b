package io.loyalty.consumption.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code pipeline.load_decision}: where the load of a held partition was told to go on, by whom.
 * Thread-safe; every call may throw {@link DatabaseUnavailableException}.
 */
public final class DecisionTable {
  private static final String MOVE =
      """
      UPDATE pipeline.load_offset
      SET topic_id = ?, next_offset = ?, leader_epoch = NULL, loaded_through = NULL, decisions = decisions + 1
      WHERE topic = ? AND partition = ? AND topic_id = ? AND next_offset = ? AND decisions = ?""";
  private static final String NOTE =
      """
      INSERT INTO pipeline.load_decision
        (topic, partition, actor, code, held_topic_id, held_offset, topic_id, given_up_from, next_offset)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

  private final DataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** Asks over the pool. */
  public DecisionTable(DataSource pool) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /** Where the load of the partition goes on now; empty if nothing of it was ever loaded. */
  public Optional<StoredOffset> stored(String topic, int partition) {
    try (Connection connection = pool.getConnection()) {
      return OffsetTable.read(connection, List.of(topic)).stream()
          .filter(each -> each.partition() == partition)
          .findFirst();
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(SqlFault.describe(e)), e);
    }
  }

  /**
   * Moves the offset and notes who did it, in one transaction; whether the offset was still the one
   * that was held.
   */
  public boolean decide(OffsetDecision decision) {
    try {
      return Boolean.TRUE.equals(transaction.execute(status -> moved(decision)));
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }

  private boolean moved(OffsetDecision decision) {
    StoredOffset held = decision.held();
    boolean moved =
        jdbc.sql(MOVE)
                .param(decision.topicId())
                .param(decision.nextOffset())
                .param(held.topic())
                .param(held.partition())
                .param(held.topicId())
                .param(held.nextOffset())
                .param(held.decisions())
                .update()
            == 1;
    if (moved) {
      jdbc.sql(NOTE)
          .param(held.topic())
          .param(held.partition())
          .param(decision.actor())
          .param(decision.code())
          .param(held.topicId())
          .param(held.nextOffset())
          .param(decision.topicId())
          .param(decision.givenUpFrom())
          .param(decision.nextOffset())
          .update();
    }
    return moved;
  }
}
