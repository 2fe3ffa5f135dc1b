package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.connections.KafkaSecurity;
import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.holds.HoldDecisions;
import io.loyalty.consumption.live.GroupOwner;
import io.loyalty.consumption.live.GroupWatch;
import io.loyalty.consumption.live.LiveLoops;
import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.live.TablePreparing;
import io.loyalty.consumption.load.FlowProperties;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.Retentions;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.decisions.DecisionTable;
import io.loyalty.consumption.warehouse.load.LoadTimes;
import io.loyalty.consumption.warehouse.load.StoredOffsets;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.sql.DatabaseAccess;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import io.loyalty.consumption.warehouse.sql.WarehouseIdentity;
import io.loyalty.consumption.warehouse.status.LedgerHours;
import io.loyalty.consumption.warehouse.status.LoadTotals;
import io.loyalty.consumption.warehouse.status.LogEnds;
import io.loyalty.consumption.warehouse.tables.MigrationPatience;
import io.loyalty.consumption.warehouse.tables.Migrations;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

/** Wires the rooms. */
@Configuration(proxyBeanMethods = false)
class ConsumptionConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  EventTopics eventTopics(TopicProperties topic) {
    return new EventTopics(EventCatalogue.fromClasspath(), topic.prefix());
  }

  @Bean
  ConsumerNames consumerNames(TopicProperties topic, WarehouseProperties warehouse) {
    return new ConsumerNames(topic.prefix(), warehouse.name());
  }

  @Bean
  WarehouseIdentity warehouseIdentity(TopicProperties topic, WarehouseProperties warehouse) {
    return new WarehouseIdentity(warehouse.name(), topic.prefix());
  }

  /** No connection of the pool is to a database of another warehouse. */
  @Bean
  static BeanPostProcessor poolOfOneWarehouse(ObjectProvider<WarehouseIdentity> identity) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
          String guard = identity.getObject().guard();
          String own = pool.getConnectionInitSql();
          pool.setConnectionInitSql(own == null ? guard : own + ";\n" + guard);
        }
        return bean;
      }
    };
  }

  /** All else of the load needs this, so nothing reaches a broker before the settings are good. */
  @Bean
  TopicLogs topicLogs(
      KafkaAdmin admin,
      ConsumerFactory<?, ?> consumers,
      ConsumerNames names,
      TopicProperties topic) {
    KafkaSecurity.check(admin.getConfigurationProperties());
    KafkaSecurity.check(consumers.getConfigurationProperties());
    return new TopicLogs(admin, names, topic);
  }

  /** What the pool gives the driver reaches the connections that no pool makes as well. */
  @Bean
  DatabaseAccess databaseAccess(
      JdbcConnectionDetails database, DataSource pool, Environment environment)
      throws SQLException {
    PoolSettings.check(environment);
    return new DatabaseAccess(
        database, pool.unwrap(HikariDataSource.class).getDataSourceProperties());
  }

  /** The load runs the migrations itself, since it waits for a database that is not there yet. */
  @Bean
  FlywayMigrationStrategy migrationsAreTheLoads() {
    return flyway -> {};
  }

  @Bean
  MigrationPatience migrationPatience() {
    return new MigrationPatience();
  }

  @Bean
  Migrations migrations(Flyway flyway, TableProperties table) {
    return new Migrations(flyway, table.migrations());
  }

  @Bean
  LoadTotals loadTotals(DataSource pool) {
    return new LoadTotals(pool);
  }

  @Bean
  Retentions retentions() {
    return new Retentions();
  }

  @Bean
  LedgerHours ledgerHours(DataSource pool) {
    return new LedgerHours(pool);
  }

  @Bean
  LogEnds logEnds(DataSource pool) {
    return new LogEnds(pool);
  }

  @Bean(destroyMethod = "")
  TableWriter tableWriter(
      DatabaseAccess database,
      TableProperties table,
      TopicProperties topic,
      JsonMapper json,
      ObjectProvider<BuildProperties> build,
      WarehouseIdentity identity,
      MeterRegistry meters) {
    if (table.timeouts().statement().compareTo(topic.maxPollInterval().dividedBy(2)) > 0) {
      throw new InvalidSetupException(
          "consumption.table.timeouts.statement (%s) must be at most half of consumption.topic.max-poll-interval (%s)"
              .formatted(table.timeouts().statement(), topic.maxPollInterval()));
    }
    return new TableWriter(
        database, table, json, serviceVersion(build), identity, new LoadTimes(meters));
  }

  /** What dead letters and their results say of this service. */
  static String serviceVersion(ObjectProvider<BuildProperties> build) {
    return "db-consumption-service "
        + build.stream().map(BuildProperties::getVersion).findFirst().orElse("unknown");
  }

  @Bean
  TopicReaders topicReaders(
      ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
    return new TopicReaders(consumers, topic, names);
  }

  @Bean
  LoadLoops loadLoops(EventTopics topics, TopicLogs logs, SchemaRegistry registry, Clock clock) {
    return new LoadLoops(topics, logs, registry, clock);
  }

  @Bean(destroyMethod = "")
  TablePreparing tablePreparing(Migrations migrations, TableWriter writer, EventTopics topics) {
    return new TablePreparing(migrations, writer, topics);
  }

  @Bean
  BatchCollector batchCollector(BatchProperties batch, TableProperties table, Clock clock) {
    return new BatchCollector(batch, EventSelection.of(table.window(clock)), clock);
  }

  @Bean
  LiveLoops liveLoops(
      LoadLoops loops,
      TopicReaders readers,
      TableWriter writer,
      TablePreparing tables,
      BatchCollector collector,
      FlowProperties times) {
    return new LiveLoops(loops, readers, writer, tables, collector, times);
  }

  @Bean
  LoadService loadService(
      LiveLoops loops, TablePreparing tables, GroupOwner owner, Clock clock, SetupExit exit) {
    return new LoadService(loops, tables, owner, clock, exit::brokenSetup);
  }

  @Bean
  HoldDecisions holdDecisions(
      LoadService load, TopicLogs logs, EventTopics topics, DataSource pool) {
    return new HoldDecisions(load, logs, topics, new StoredOffsets(pool), new DecisionTable(pool));
  }

  @Bean
  GroupOwner groupOwner(TopicLogs logs, TopicProperties topic) {
    return new GroupOwner(logs.group(), topic.sessionTimeout().multipliedBy(2));
  }

  @Bean
  GroupWatch groupWatch(LoadService load, GroupOwner owner, FlowProperties times, SetupExit exit) {
    return new GroupWatch(load, owner, times.retryHeld(), exit::brokenSetup);
  }
}
