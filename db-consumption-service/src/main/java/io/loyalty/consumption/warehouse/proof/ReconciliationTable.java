package io.loyalty.consumption.warehouse.proof;

import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and writes {@code pipeline.reconciliation}: one reconciliation runs at a time on a
 * database, under a lease. An expired lease is never renewed, so that an abandoned reconciliation
 * stays abandoned. Thread-safe; every call may throw {@link DatabaseUnavailableException}.
 */
public final class ReconciliationTable {
  private static final String GONE = "the instance that ran it is gone";
  private static final String ABANDON =
      """
      UPDATE pipeline.reconciliation
      SET state = 'ABANDONED', reason = '%1$s', ended_at = lease_until, lease_until = NULL
      WHERE state = 'RUNNING' AND lease_until < clock_timestamp()"""
          .formatted(GONE);
  private static final String INSERT =
      """
      INSERT INTO pipeline.reconciliation
        (reconciliation_id, requested_by, event_type, deep, lease_until)
      VALUES (?, ?::text, ?::text, ?, clock_timestamp() + ? * interval '1 millisecond')
      ON CONFLICT DO NOTHING""";

  /**
   * The insert may have waited for the end of the one before, and the column's default is a time
   * before that.
   */
  private static final String STARTED =
      """
      UPDATE pipeline.reconciliation SET started_at = clock_timestamp()
      WHERE reconciliation_id = ?""";

  private static final String SELECT =
      """
      SELECT reconciliation_id, requested_by, event_type, deep, started_at, partitions,
             partitions_done, records, unaccounted, unproven, %%s AS result,
             CASE WHEN gone THEN 'ABANDONED' ELSE state END AS state,
             CASE WHEN gone THEN '%s' ELSE reason END AS reason,
             CASE WHEN gone THEN lease_until ELSE ended_at END AS ended_at
      FROM (
        SELECT *, state = 'RUNNING' AND lease_until < clock_timestamp() AS gone
        FROM pipeline.reconciliation) r
      """
          .formatted(GONE);
  private static final String FIND = SELECT.formatted("result") + "WHERE reconciliation_id = ?";
  private static final String RUNNING =
      SELECT.formatted("NULL::json") + "WHERE state = 'RUNNING' AND NOT gone";
  private static final String NEWEST =
      SELECT.formatted("NULL::json")
          + """
            WHERE ?::uuid IS NULL OR (started_at, reconciliation_id) < (
              SELECT started_at, reconciliation_id
              FROM pipeline.reconciliation WHERE reconciliation_id = ?::uuid)
            ORDER BY started_at DESC, reconciliation_id DESC
            LIMIT ?""";
  private static final String HELD =
      "WHERE reconciliation_id = ? AND state = 'RUNNING' AND lease_until >= clock_timestamp()";
  private static final String RENEW =
      """
      UPDATE pipeline.reconciliation
      SET lease_until = clock_timestamp() + ? * interval '1 millisecond',
          partitions = ?, partitions_done = ?, records = ?
      """
          + HELD;
  private static final String END =
      """
      UPDATE pipeline.reconciliation
      SET state = ?, reason = ?::text, ended_at = transaction_timestamp(), lease_until = NULL,
          partitions = ?, partitions_done = ?, records = ?,
          unaccounted = ?::bigint, unproven = ?::bigint, result = ?::json
      """
          + HELD;
  private static final String PRUNE =
      """
      DELETE FROM pipeline.reconciliation WHERE reconciliation_id IN (
        SELECT reconciliation_id FROM (
          SELECT reconciliation_id, state,
                 row_number() OVER (
                   PARTITION BY requested_by IS NULL
                   ORDER BY started_at DESC, reconciliation_id DESC) AS place
          FROM pipeline.reconciliation) r
        WHERE place > ? AND state <> 'RUNNING')""";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** Uses the pool. */
  public ReconciliationTable(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /**
   * Records a running reconciliation with a lease, unless another one is running; then returns that
   * one.
   */
  public Optional<StoredReconciliation> begin(
      UUID id, String requestedBy, StoredReconciliation.Scope scope, Duration lease) {
    return asked(
        () -> {
          while (true) {
            if (isBegun(id, requestedBy, scope, lease)) {
              return Optional.empty();
            }
            Optional<StoredReconciliation> running =
                jdbc.sql(RUNNING).query(ReconciliationTable::reconciliation).optional();
            if (running.isPresent()) {
              return running;
            }
            // The other one has just ended, so that this one may start.
          }
        });
  }

  private boolean isBegun(
      UUID id, String requestedBy, StoredReconciliation.Scope scope, Duration lease) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              jdbc.sql(ABANDON).update();
              int inserted =
                  jdbc.sql(INSERT)
                      .param(id)
                      .param(requestedBy)
                      .param(scope.eventType())
                      .param(scope.deep())
                      .param(lease.toMillis())
                      .update();
              return inserted == 1 && jdbc.sql(STARTED).param(id).update() == 1;
            }));
  }

  /** Returns the reconciliation with this id and its result, if there is one. */
  public Optional<StoredReconciliation> find(UUID id) {
    return asked(
        () -> jdbc.sql(FIND).param(id).query(ReconciliationTable::reconciliation).optional());
  }

  /**
   * Returns the newest reconciliations, newest first, without their results.
   *
   * @param before returns only reconciliations that are older than this one; null for all
   */
  public List<StoredReconciliation> newest(int limit, UUID before) {
    return asked(
        () ->
            jdbc.sql(NEWEST)
                .param(before)
                .param(before)
                .param(limit)
                .query(ReconciliationTable::reconciliation)
                .list());
  }

  /** Renews the lease of a reconciliation; returns whether it was still valid. */
  public boolean renew(UUID id, Duration lease, StoredReconciliation.Progress progress) {
    return asked(
        () ->
            jdbc.sql(RENEW)
                    .param(lease.toMillis())
                    .param(progress.partitions())
                    .param(progress.partitionsDone())
                    .param(progress.records())
                    .param(id)
                    .update()
                == 1);
  }

  /**
   * Ends a reconciliation whose lease is valid; returns whether it was.
   *
   * @param reason why it has no result; null if it has one
   * @param result its result, or null
   */
  public boolean end(
      UUID id,
      ReconciliationState state,
      String reason,
      StoredReconciliation.Progress progress,
      StoredReconciliation.Result result) {
    return asked(
        () ->
            jdbc.sql(END)
                    .param(state.name())
                    .param(reason)
                    .param(progress.partitions())
                    .param(progress.partitionsDone())
                    .param(progress.records())
                    .param(result == null ? null : result.unaccounted())
                    .param(result == null ? null : result.unproven())
                    .param(result == null ? null : result.json())
                    .param(id)
                    .update()
                == 1);
  }

  /** Deletes all but the newest requested and the newest scheduled reconciliations. */
  public int prune(int kept) {
    return asked(() -> jdbc.sql(PRUNE).param(kept).update());
  }

  private static StoredReconciliation reconciliation(ResultSet row, int number)
      throws SQLException {
    Long unaccounted = row.getObject("unaccounted", Long.class);
    return new StoredReconciliation(
        row.getObject("reconciliation_id", UUID.class),
        row.getString("requested_by"),
        new StoredReconciliation.Scope(row.getString("event_type"), row.getBoolean("deep")),
        new StoredReconciliation.Standing(
            ReconciliationState.valueOf(row.getString("state")),
            row.getString("reason"),
            instant(row, "started_at"),
            instant(row, "ended_at")),
        new StoredReconciliation.Progress(
            row.getInt("partitions"), row.getInt("partitions_done"), row.getLong("records")),
        unaccounted == null
            ? null
            : new StoredReconciliation.Result(
                unaccounted, row.getLong("unproven"), row.getString("result")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
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
