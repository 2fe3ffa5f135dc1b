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
import io.loyalty.consumption.warehouse.deadletters.ArrivedEvents;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.consumption.warehouse.deadletters.ResolutionReader;
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

/** Wires the proof, the reader of dead letters, and retention. */
@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

  @Bean
  Reconcile reconcile(
      EventTopics topics,
      TopicLogs logs,
      SchemaRegistry registry,
      Supplier<ProofReader> proofReaders,
      Supplier<LogScan> logScans) {
    return new Reconcile(topics, logs, registry, proofReaders, logScans);
  }

  @Bean
  Supplier<ProofReader> proofReaders(
      DatabaseAccess database,
      TableProperties table,
      ProofProperties proof,
      WarehouseIdentity identity) {
    TableProperties.Timeouts timeouts = timeouts(table, proof);
    return () -> new ProofReader(database, timeouts, identity);
  }

  @Bean
  Supplier<LogScan> logScans(
      ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
    return () -> new LogScan(consumers, topic, names, "scan");
  }

  private static TableProperties.Timeouts timeouts(TableProperties table, ProofProperties proof) {
    TableProperties.Timeouts load = table.timeouts();
    return new TableProperties.Timeouts(
        load.connect(), proof.statementTimeout(), load.lock(), load.idleInTransaction());
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
    TableProperties.Timeouts timeouts = timeouts(table, proof);
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

  @Bean
  ResolutionReader resolutionReader(DataSource pool) {
    return new ResolutionReader(pool);
  }

  @Bean
  ArrivedEvents arrivedEvents(DataSource pool) {
    return new ArrivedEvents(pool);
  }
}
