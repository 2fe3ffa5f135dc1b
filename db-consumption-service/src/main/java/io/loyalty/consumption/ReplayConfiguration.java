package io.loyalty.consumption;

import com.zaxxer.hikari.HikariDataSource;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.replay.DryRun;
import io.loyalty.consumption.replay.ReplayPlanning;
import io.loyalty.consumption.replay.ReplayProperties;
import io.loyalty.consumption.replay.ReplayRun;
import io.loyalty.consumption.replay.Replays;
import io.loyalty.consumption.run.RunWorker;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.TableProperties;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the replays. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  @Bean
  Replays replays(LoadLoops loops, TopicReaders readers, DataSource pool, ReplayProperties times) {
    ReplayTable table = new ReplayTable(pool);
    return new Replays(
        table,
        new RunTable(pool, RunTable.Kind.REPLAY),
        new ReplayPlanning(loops.topics(), loops.logs(), table),
        new DryRun(readers, loops.registry(), table, times, loops.clock()));
  }

  @Bean
  WorkerPool replayPool(DataSource pool) throws SQLException {
    return new WorkerPool(pool.unwrap(HikariDataSource.class), "replay-worker");
  }

  @Bean
  RunWorker replayWorker(
      LoadLoops loops,
      WorkerPool replayPool,
      TopicReaders readers,
      TableWriter writer,
      BatchProperties batch,
      TableProperties table,
      ReplayProperties times) {
    ReplayRun work =
        new ReplayRun(
            loops,
            new ReplayTable(replayPool.pool()),
            readers,
            writer,
            batch,
            table.window(loops.clock()),
            times);
    return new RunWorker(
        "replay-worker",
        new RunTable(replayPool.pool(), RunTable.Kind.REPLAY),
        times.times(),
        loops.clock(),
        work);
  }
}
