package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.load.FlowAssembly;
import io.loyalty.consumption.replay.ReplayParts;
import io.loyalty.consumption.replay.ReplayProperties;
import io.loyalty.consumption.replay.ReplayWorker;
import io.loyalty.consumption.replay.Replays;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Wires the replays. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  @Bean
  ReplayParts replayParts(
      FlowAssembly live,
      DataSource pool,
      ReplayReaders readers,
      ReplayProperties times,
      Clock clock) {
    return new ReplayParts(
        live.topics(),
        live.logs(),
        live.registry(),
        new ReplayTable(pool),
        readers::reader,
        times,
        clock);
  }

  @Bean
  ReplayReaders replayReaders(
      ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
    return new ReplayReaders(consumers, topic, names);
  }

  @Bean
  Replays replays(ReplayParts parts) {
    return new Replays(parts);
  }

  @Bean
  WorkerPool replayPool(DataSource pool) throws SQLException {
    return new WorkerPool(pool.unwrap(HikariDataSource.class), "replay-worker");
  }

  @Bean
  ReplayWorker replayWorker(
      ReplayParts parts,
      WorkerPool replayPool,
      FlowAssembly live,
      BatchProperties batch,
      TableProperties table) {
    return new ReplayWorker(
        parts.with(new ReplayTable(replayPool.pool())),
        live.writer(),
        batch,
        table.window(parts.clock()));
  }

  /** Makes readers of no group. */
  record ReplayReaders(
      ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
    TopicReader reader() {
      return TopicReader.ofNoGroup(consumers, topic, names, "replay");
    }
  }
}
