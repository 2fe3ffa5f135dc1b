package io.loyalty.stream.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreQueryTest {
  @TempDir private Path state;

  @Test
  void knowsNoOwnersBeforeTheFirstAssignment() {
    var query =
        new StoreQuery(
            new ActivityProperties(
                Duration.ofHours(2), Duration.ofMinutes(1), Duration.ofHours(6)));
    var settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "unassigned");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    var builder = new StreamsBuilder();
    builder.stream("some");
    try (var streams = new KafkaStreams(builder.build(), settings)) {
      streams.start();
      assertThat(streams.state().isRunningOrRebalancing()).isTrue();
      assertThatThrownBy(() -> query.owners(streams))
          .isInstanceOf(InvalidStateStoreException.class)
          .hasMessageContaining("no instance has partitions");
      streams.close(Duration.ZERO);
    }
  }
}
