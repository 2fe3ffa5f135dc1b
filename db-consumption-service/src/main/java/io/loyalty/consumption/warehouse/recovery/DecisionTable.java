package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.SqlCondition;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes operators' decisions on dead letters. Thread-safe. */
public final class DecisionTable {
  private static final String DECIDE =
      """
      INSERT INTO pipeline.dead_letter_resolution
        (dead_letter_id, redrive_id, event_position, resolved_at, outcome, event_type, reason,
         service_version)
      SELECT d.dead_letter_id, :decision, 0, clock_timestamp(), :outcome, d.event_type,
             :decisionReason, :version
      FROM %s""";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String serviceVersion;

  /** Uses the pool, and notes the version of the service. */
  public DecisionTable(DataSource pool, String serviceVersion) {
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    this.serviceVersion = serviceVersion;
  }

  /**
   * Writes a decision on all dead letters that match; returns their number.
   *
   * @param id the id of the decision
   * @param reason the operator's sentence, or null
   * @throws NothingChosenException when none matches; then nothing is changed
   * @throws DatabaseUnavailableException when the database is unavailable
   */
  public long decide(
      UUID id, Decision decision, DeadLetterFilter filter, String reason, AuditEntry audit) {
    try {
      Long decided =
          transaction.execute(
              status -> {
                // Two decisions, or a decision and a redrive, choose one after the other.
                jdbc.sql(RedriveSql.LOCK).query().listOfRows();
                Condition condition = Condition.of(filter);
                SqlCondition chosen = condition.in().apply(decision.from());
                long changed =
                    jdbc.sql(DECIDE.formatted(chosen.fromWhere()))
                        .params(chosen.parameters())
                        .param("decision", id.toString())
                        .param("outcome", decision.outcome())
                        .param("decisionReason", reason)
                        .param("version", serviceVersion)
                        .update();
                if (changed == 0) {
                  throw condition.nothing(jdbc, decision.from());
                }
                RunTable.note(jdbc, id.toString(), audit);
                return changed;
              });
      return decided == null ? 0 : decided;
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }
}
