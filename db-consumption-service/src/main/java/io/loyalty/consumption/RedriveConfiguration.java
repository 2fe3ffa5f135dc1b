package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.recovery.Decisions;
import io.loyalty.consumption.recovery.RedriveProperties;
import io.loyalty.consumption.recovery.RedriveRun;
import io.loyalty.consumption.recovery.Redrives;
import io.loyalty.consumption.recovery.Retrying;
import io.loyalty.consumption.run.RunWorker;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.RedriveTopic;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.recovery.DecisionTable;
import io.loyalty.consumption.warehouse.recovery.RedriveTable;
import io.loyalty.consumption.warehouse.recovery.RetryAccount;
import io.loyalty.consumption.warehouse.recovery.RetryItems;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ProducerFactory;

/** Wires previews and redrives of dead letters, and decisions on them. */
@Configuration(proxyBeanMethods = false)
class RedriveConfiguration {

  @Bean
  Redrives redrives(DataSource pool, EventTopics topics, RedriveProperties properties) {
    return new Redrives(
        new RedriveTable(pool), new RunTable(pool, RunTable.Kind.REDRIVE), topics, properties);
  }

  @Bean
  Decisions decisions(DataSource pool, ObjectProvider<BuildProperties> build) {
    return new Decisions(new DecisionTable(pool, ConsumptionConfiguration.serviceVersion(build)));
  }

  @Bean
  WorkerPool redrivePool(DataSource pool) throws SQLException {
    return new WorkerPool(pool.unwrap(HikariDataSource.class), "redrive-worker");
  }

  @Bean
  RedriveTopic redriveTopic(
      ProducerFactory<?, ?> producers, TopicProperties topic, ConsumerNames names) {
    return new RedriveTopic(producers, topic, names);
  }

  /** A batch is so small that the database may refuse all of it: that holds no topic. */
  @Bean
  Retrying retrying(
      LoadLoops loops,
      TopicReaders readers,
      TableWriter writer,
      BatchProperties batch,
      TableProperties table,
      WorkerPool redrivePool,
      RedriveProperties properties,
      ObjectProvider<BuildProperties> build) {
    String version = ConsumptionConfiguration.serviceVersion(build);
    int mostRows = Math.max(1, Math.min(batch.maxRows(), table.breaker().records()));
    return new Retrying(
        loops,
        readers,
        (redrive, worker) -> writer.on(new RetryAccount(redrive, worker, version)),
        new BatchProperties(mostRows, batch.maxBytes(), batch.maxAge()),
        table.window(loops.clock()),
        (redrive, worker) -> new RetryItems(redrivePool.pool(), redrive, worker, version),
        properties);
  }

  @Bean
  RunWorker redriveWorker(
      LoadLoops loops,
      WorkerPool redrivePool,
      RedriveTopic topic,
      Retrying retrying,
      RedriveProperties properties) {
    return new RunWorker(
        "redrive-worker",
        new RunTable(redrivePool.pool(), RunTable.Kind.REDRIVE),
        properties.times(),
        loops.clock(),
        new RedriveRun(new RedriveTable(redrivePool.pool()), topic, retrying, properties));
  }
}
