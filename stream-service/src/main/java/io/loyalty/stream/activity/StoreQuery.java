package io.loyalty.stream.activity;

import io.loyalty.stream.activity.state.StoreMinute;
import io.loyalty.stream.window.RunningWindow;
import io.loyalty.stream.window.WindowQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.springframework.stereotype.Component;

/**
 * Reads what happens at stores, while the stage runs. Its methods throw Kafka's {@code
 * InvalidStateStoreException} or {@code StreamsNotStartedException} while the stage starts or takes
 * over partitions. Thread-safe.
 */
@Component
public final class StoreQuery {
  /** Is the name of the stage whose state is read. */
  public static final String STAGE = ActivityStage.NAME;

  private final WindowQuery<StoreMinute> windows;

  StoreQuery(ActivityProperties properties) {
    this.windows = new WindowQuery<>(ActivityStage.stores(properties));
  }

  /** Returns the instance that has a store. */
  public KeyQueryMetadata owner(KafkaStreams streams, String store) {
    return windows.owner(streams, store);
  }

  /** Returns the instances that have stores. */
  public List<StreamsMetadata> owners(KafkaStreams streams) {
    return windows.owners(streams);
  }

  /**
   * Returns the minutes of a store in a time, in order.
   *
   * @param partition the store's, which this instance must have
   */
  public List<RunningWindow<StoreMinute>> minutes(
      KafkaStreams streams, String store, int partition, Instant from, Instant to) {
    return windows.of(streams, store, partition, from, to);
  }

  /**
   * Returns the sum of each store of an instance, of the minutes in a time.
   *
   * @param owner this instance
   */
  public Map<String, StoreMinute> sums(
      KafkaStreams streams, StreamsMetadata owner, Instant from, Instant to) {
    Map<String, StoreMinute> sums = new TreeMap<>();
    for (int partition : windows.partitions(owner)) {
      windows.all(
          streams,
          partition,
          from,
          to,
          minute -> sums.merge(minute.key(), minute.sum(), StoreMinutes::plus));
    }
    return sums;
  }
}
