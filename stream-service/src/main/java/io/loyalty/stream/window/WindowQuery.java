package io.loyalty.stream.window;

import io.loyalty.stream.stage.StateSerde;
import io.loyalty.stream.window.state.OpenWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * Reads windows while a stage runs, and tells which instance has them. Its methods throw Kafka's
 * {@code InvalidStateStoreException} or {@code StreamsNotStartedException} while the stage starts
 * or takes over partitions. Thread-safe.
 */
public final class WindowQuery<S extends SpecificRecord> {
  private final Windowing<S> windowing;
  private final Deserializer<S> sums;

  /** Reads windows of one kind. */
  public WindowQuery(Windowing<S> windowing) {
    this.windowing = windowing;
    this.sums = new StateSerde<>(windowing.sums());
  }

  /** Returns the instance that has the windows of a key. */
  public KeyQueryMetadata owner(KafkaStreams streams, String key) {
    return streams.queryMetadataForKey(windowing.openStore(), key, Serdes.String().serializer());
  }

  /** Returns the instances that have windows: at least one, once that is known. */
  public List<StreamsMetadata> owners(KafkaStreams streams) {
    List<StreamsMetadata> owners =
        List.copyOf(streams.streamsMetadataForStore(windowing.openStore()));
    if (owners.isEmpty()) {
      // So it is between the start and the first assignment, when Kafka throws nothing.
      throw new InvalidStateStoreException("no instance has partitions of the stage yet");
    }
    return owners;
  }

  /** Returns the partitions of windows that an instance has. */
  public Set<Integer> partitions(StreamsMetadata owner) {
    return owner.topicPartitions().stream()
        .filter(each -> each.topic().endsWith(windowing.topic() + "-repartition"))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the windows of a key that begin in a time, in order.
   *
   * @param partition the key's, which this instance must have
   */
  public List<RunningWindow<S>> of(
      KafkaStreams streams, String key, int partition, Instant from, Instant to) {
    var found = new TreeMap<Long, RunningWindow<S>>();
    // First those that are open: one that is closed between is in both, and not in none.
    ReadOnlyKeyValueStore<Bytes, OpenWindow> open = open(streams, partition);
    long size = windowing.times().size().toMillis();
    for (long start = windowing.times().start(from); start <= to.toEpochMilli(); start += size) {
      var window = new WindowKey(start, key);
      OpenWindow running = open.get(window.bytes());
      if (running != null) {
        found.put(start, running(window, running));
      }
    }
    try (var windows = shown(streams, partition).fetch(key, from, to)) {
      windows.forEachRemaining(
          window -> found.put(window.key, closed(key, window.key, window.value)));
    }
    return new ArrayList<>(found.values());
  }

  /**
   * Passes on all windows of a partition that begin in a time, in no order.
   *
   * @param partition one that this instance must have
   */
  public void all(
      KafkaStreams streams,
      int partition,
      Instant from,
      Instant to,
      Consumer<RunningWindow<S>> reader) {
    Set<WindowKey> seen = new HashSet<>();
    try (KeyValueIterator<Bytes, OpenWindow> windows =
        open(streams, partition)
            .range(
                WindowKey.first(windowing.times().start(from)),
                WindowKey.first(to.toEpochMilli() + 1))) {
      windows.forEachRemaining(
          window -> {
            WindowKey key = WindowKey.of(window.key);
            seen.add(key);
            reader.accept(running(key, window.value));
          });
    }
    try (var windows = shown(streams, partition).fetchAll(from, to)) {
      windows.forEachRemaining(
          window -> {
            var key = new WindowKey(window.key.window().start(), window.key.key());
            // One that was closed between is in both.
            if (!seen.contains(key)) {
              reader.accept(closed(key.key(), key.start(), window.value));
            }
          });
    }
  }

  /** Names the partition, since one that is restored would look empty else. */
  private ReadOnlyKeyValueStore<Bytes, OpenWindow> open(KafkaStreams streams, int partition) {
    return streams.store(
        StoreQueryParameters.<ReadOnlyKeyValueStore<Bytes, OpenWindow>>fromNameAndType(
                windowing.openStore(), QueryableStoreTypes.keyValueStore())
            .withPartition(partition));
  }

  private ReadOnlyWindowStore<String, S> shown(KafkaStreams streams, int partition) {
    return streams.store(
        StoreQueryParameters.<ReadOnlyWindowStore<String, S>>fromNameAndType(
                windowing.shownStore(), QueryableStoreTypes.windowStore())
            .withPartition(partition));
  }

  private RunningWindow<S> running(WindowKey window, OpenWindow open) {
    byte[] sum = new byte[open.getSum().remaining()];
    open.getSum().duplicate().get(sum);
    return new RunningWindow<>(
        window.key(),
        Instant.ofEpochMilli(window.start()),
        sums.deserialize(windowing.openStore(), sum),
        false);
  }

  private RunningWindow<S> closed(String key, long start, S sum) {
    return new RunningWindow<>(key, Instant.ofEpochMilli(start), sum, true);
  }
}
