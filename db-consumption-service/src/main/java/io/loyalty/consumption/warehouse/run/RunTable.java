package io.loyalty.consumption.warehouse.run;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves runs of one kind from state to state, and leases them to workers. The table of the kind has
 * the columns {@code state}, {@code reason}, {@code created_at}, {@code started_at}, {@code
 * ended_at}, {@code speed}, {@code lease_owner} and {@code lease_until}. Thread-safe; every call
 * may throw {@link DatabaseUnavailableException}.
 */
public final class RunTable {
  // A pause, cancellation or takeover waits for the transaction that holds this.
  private static final String HOLD =
      """
      SELECT 1 FROM %s
      WHERE %s = ? AND state = 'RUNNING' AND lease_owner = ?
      FOR SHARE""";
  private static final String MOVE =
      """
      UPDATE %s
      SET state = ?, reason = NULL, lease_owner = NULL, lease_until = NULL, speed = NULL,
          ended_at = CASE WHEN ? THEN transaction_timestamp() END
      WHERE %s = ? AND state = ANY (?::text[])""";
  private static final String CLAIM =
      """
      UPDATE %1$s
      SET state = 'RUNNING', reason = NULL, lease_owner = ?,
          lease_until = clock_timestamp() + ? * interval '1 millisecond',
          started_at = coalesce(started_at, transaction_timestamp())
      WHERE %2$s = (
        SELECT %2$s FROM %1$s
        WHERE state = 'PENDING'
           OR (state = 'RUNNING' AND (lease_until IS NULL OR lease_until < clock_timestamp()))
        ORDER BY created_at
        LIMIT 1
        FOR UPDATE SKIP LOCKED)
      RETURNING %2$s""";
  private static final String RENEW =
      """
      UPDATE %s
      SET lease_until = clock_timestamp() + ? * interval '1 millisecond', speed = ?, reason = ?
      WHERE %s = ? AND lease_owner = ? AND state = 'RUNNING'""";
  private static final String RELEASE =
      """
      UPDATE %s
      SET lease_owner = NULL, lease_until = NULL, speed = NULL
      WHERE %s = ? AND lease_owner = ? AND state = 'RUNNING'""";
  private static final String END =
      """
      UPDATE %s
      SET state = ?, reason = ?, lease_owner = NULL, lease_until = NULL, speed = NULL,
          ended_at = transaction_timestamp()
      WHERE %s = ? AND lease_owner = ? AND state = 'RUNNING'""";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Kind kind;

  /** Uses the pool for runs of the kind. */
  public RunTable(DataSource pool, Kind kind) {
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    this.kind = kind;
  }

  /** Lists the kinds of runs, with their tables. */
  public enum Kind {
    /** Topics that are read again. */
    REPLAY("pipeline.replay", "replay_id"),
    /** Dead letters that are tried again. */
    REDRIVE("pipeline.redrive", "redrive_id");

    private final String table;
    private final String key;

    Kind(String table, String key) {
      this.table = table;
      this.key = key;
    }

    private String in(String sql) {
      return sql.formatted(table, key);
    }

    /**
     * Returns whether the run belongs to the owner; if so, it stays so until the connection's
     * transaction ends.
     */
    public boolean isHeld(Connection connection, UUID id, UUID owner) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(in(HOLD))) {
        statement.setObject(1, id);
        statement.setObject(2, owner);
        try (ResultSet found = statement.executeQuery()) {
          return found.next();
        }
      }
    }
  }

  /** Moves a run to a state if it is in one of the given states; returns whether it was. */
  public boolean move(UUID id, Set<RunState> from, RunState to, AuditEntry audit) {
    return asked(
        () ->
            Boolean.TRUE.equals(
                transaction.execute(
                    status -> {
                      boolean moved =
                          jdbc.sql(kind.in(MOVE))
                                  .param(to.name())
                                  .param(to.isEnded())
                                  .param(id)
                                  .param(from.stream().map(Enum::name).toArray(String[]::new))
                                  .update()
                              == 1;
                      if (moved) {
                        note(jdbc, id.toString(), audit);
                      }
                      return moved;
                    })));
  }

  /** Claims the oldest run that waits for a worker, or whose worker has failed. */
  public Optional<UUID> claim(UUID owner, Duration lease) {
    return asked(
        () ->
            jdbc.sql(kind.in(CLAIM))
                .param(owner)
                .param(lease.toMillis())
                .query(UUID.class)
                .optional());
  }

  /** Renews the lease of a run; returns whether it still belongs to the owner. */
  public boolean renew(UUID id, UUID owner, Duration lease, double speed, String reason) {
    return asked(
        () ->
            jdbc.sql(kind.in(RENEW))
                    .param(lease.toMillis())
                    .param(speed)
                    .param(reason)
                    .param(id)
                    .param(owner)
                    .update()
                == 1);
  }

  /** Releases a run, so that another worker can claim it at once. */
  public void release(UUID id, UUID owner) {
    asked(() -> jdbc.sql(kind.in(RELEASE)).param(id).param(owner).update());
  }

  /** Ends a run that belongs to the owner. */
  public void end(UUID id, UUID owner, RunState state, String reason) {
    asked(
        () ->
            jdbc.sql(kind.in(END))
                .param(state.name())
                .param(reason)
                .param(id)
                .param(owner)
                .update());
  }

  /** Adds the request to the audit. */
  public static void note(JdbcClient jdbc, String subject, AuditEntry audit) {
    jdbc.sql(
            "INSERT INTO pipeline.audit (actor, action, subject, detail) VALUES (?, ?, ?, ?::jsonb)")
        .param(audit.actor())
        .param(audit.action())
        .param(subject)
        .param(audit.detail())
        .update();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }
}
