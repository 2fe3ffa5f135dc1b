package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.proof.ProofProperties;
import io.loyalty.consumption.proof.Reconcile;
import io.loyalty.consumption.proof.ReconcileRunner;
import io.loyalty.consumption.proof.ReconcileSchedule;
import io.loyalty.consumption.proof.Reconciliations;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.consumption.warehouse.proof.ProofReader;
import io.loyalty.consumption.warehouse.proof.ReconciliationTable;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import io.loyalty.consumption.warehouse.tables.RetentionSchedule;
import io.loyalty.consumption.warehouse.tables.TableRetention;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Wires the proof, what is read of dead letters, and what is dropped. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

  @Bean
  Reconcile reconcile(
      EventTopics topics, TopicLogs logs, SchemaRegistry registry, ProofReading reading) {
    return new Reconcile(topics, logs, registry, reading.warehouses(), reading.scans());
  }

  @Bean
  ProofReading proofReading(
      DatabaseAccess database,
      TableProperties table,
      ProofProperties proof,
      ConsumerFactory<?, ?> consumers,
      TopicProperties topic,
      ProofIdentity of) {
    TableProperties.Timeouts load = table.timeouts();
    TableProperties.Timeouts timeouts =
        new TableProperties.Timeouts(
            load.connect(), proof.statementTimeout(), load.lock(), load.idleInTransaction());
    return new ProofReading(
        () -> new ProofReader(database, timeouts, of.identity()),
        () -> new LogScan(consumers, topic, of.names()));
  }

  @Bean
  ProofIdentity proofIdentity(WarehouseIdentity identity, ConsumerNames names) {
    return new ProofIdentity(identity, names);
  }

  @Bean
  WorkerPool reconcilePool(DataSource pool) throws SQLException {
    return new WorkerPool(pool.unwrap(HikariDataSource.class), "reconcile-worker");
  }

  @Bean
  ReconcileRunner reconcileRunner(
      Reconcile reconcile, WorkerPool reconcilePool, ProofProperties times, JsonMapper json) {
    return new ReconcileRunner(
        reconcile, new ReconciliationTable(reconcilePool.pool()), times, json);
  }

  @Bean
  Reconciliations reconciliations(
      Reconcile reconcile, DataSource pool, ReconcileRunner runner, ProofProperties times) {
    return new Reconciliations(reconcile, new ReconciliationTable(pool), runner, times);
  }

  @Bean
  ReconcileSchedule reconcileSchedule(Reconciliations reconciliations, ProofProperties properties) {
    return new ReconcileSchedule(reconciliations, properties);
  }

  /** A detach waits for readers as long as a question of the proof may take. */
  @Bean
  RetentionSchedule retentionSchedule(
      DatabaseAccess database,
      TableProperties table,
      ProofProperties proof,
      WarehouseIdentity identity,
      EventTopics topics,
      Clock clock) {
    TableProperties.Timeouts load = table.timeouts();
    TableProperties.Timeouts timeouts =
        new TableProperties.Timeouts(
            load.connect(), proof.statementTimeout(), load.lock(), load.idleInTransaction());
    return new RetentionSchedule(
        Optional.ofNullable(table.retention())
            .map(kept -> new TableRetention(database, timeouts, identity, kept)),
        topics.tables(),
        clock);
  }

  @Bean
  DeadLetterReader deadLetterReader(DataSource pool) {
    return new DeadLetterReader(pool);
  }

  /** Whose database the proof reads, and what Kafka knows it by. */
  record ProofIdentity(WarehouseIdentity identity, ConsumerNames names) {}

  /** What the proof reads with. */
  record ProofReading(Supplier<ProofReader> warehouses, Supplier<LogScan> scans) {}
}
