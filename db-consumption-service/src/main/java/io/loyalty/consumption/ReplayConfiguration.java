package io.loyalty.consumption;

import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.flow.FlowAssembly;
import io.loyalty.consumption.replay.ReplayParts;
import io.loyalty.consumption.replay.ReplayProperties;
import io.loyalty.consumption.replay.ReplayWorker;
import io.loyalty.consumption.replay.Replays;
import io.loyalty.consumption.table.ReplayTable;
import io.loyalty.consumption.table.TableProperties;
import io.loyalty.consumption.topic.TopicProperties;
import io.loyalty.consumption.topic.TopicReader;
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
  ReplayReaders replayReaders(ConsumerFactory<?, ?> consumers, TopicProperties topic) {
    return new ReplayReaders(consumers, topic);
  }

  @Bean
  Replays replays(ReplayParts parts) {
    return new Replays(parts);
  }

  @Bean
  ReplayWorker replayWorker(
      ReplayParts parts,
      FlowAssembly live,
      BatchProperties batch,
      TableProperties table,
      Clock clock) {
    return new ReplayWorker(parts, live.writer(), batch, table.window(clock));
  }

  /** Makes readers of no group. */
  record ReplayReaders(ConsumerFactory<?, ?> consumers, TopicProperties topic) {
    TopicReader reader() {
      return TopicReader.ofNoGroup(consumers, topic);
    }
  }
}
