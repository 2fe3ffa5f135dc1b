package io.loyalty.consumption;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.flow.FlowAssembly;
import io.loyalty.consumption.replay.ReplayParts;
import io.loyalty.consumption.replay.ReplayProperties;
import io.loyalty.consumption.replay.ReplayWorker;
import io.loyalty.consumption.replay.Replays;
import io.loyalty.consumption.table.ReplayTable;
import io.loyalty.consumption.table.TableProperties;
import io.loyalty.consumption.topic.ConsumerNames;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.topic.TopicReader;
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
  WorkerPool workerPool(DataSource pool) throws SQLException {
    return new WorkerPool(pool.unwrap(HikariDataSource.class));
  }

  @Bean
  ReplayWorker replayWorker(
      ReplayParts parts,
      WorkerPool own,
      FlowAssembly live,
      BatchProperties batch,
      TableProperties table) {
    return new ReplayWorker(
        parts.with(new ReplayTable(own.pool())), live.writer(), batch, table.window(parts.clock()));
  }

  /**
   * The worker's connection: questions to the API, which may take all of the shared pool, must not
   * cost a replay its lease.
   */
  static final class WorkerPool implements AutoCloseable {
    private final HikariDataSource pool;

    WorkerPool(HikariDataSource shared) {
      HikariConfig settings = new HikariConfig();
      shared.copyStateTo(settings);
      settings.setPoolName("replay-worker");
      settings.setMaximumPoolSize(1);
      this.pool = new HikariDataSource(settings);
    }

    DataSource pool() {
      return pool;
    }

    @Override
    public void close() {
      pool.close();
    }
  }

  /** Makes readers of no group. */
  record ReplayReaders(
      ConsumerFactory<?, ?> consumers, TopicProperties topic, ConsumerNames names) {
    TopicReader reader() {
      return TopicReader.ofNoGroup(consumers, topic, names, "replay");
    }
  }
}
