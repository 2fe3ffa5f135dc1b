package io.loyalty.benchmarks.alert;

import io.loyalty.events.FraudEvidence;
import io.loyalty.events.FraudSuspected;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed alerts as they appear on their topic, and records the times. */
final class SeenAlerts implements AutoCloseable {
  private static final String TYPE = "fraud-suspected";
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, FraudSuspected> consumer;
  private final Thread reading = new Thread(this::read, "seen-alerts");
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Set<UUID> evidence = ConcurrentHashMap.newKeySet();
  private volatile boolean isEnding;

  /**
   * Is an alert that has appeared.
   *
   * @param at the nanosecond at which the reader had it
   */
  record Seen(FraudSuspected alert, long at) {
    List<UUID> evidence() {
      return alert.getEvidence().stream().map(FraudEvidence::getEvidenceId).toList();
    }
  }

  /** Begins to read a topic that is there. */
  SeenAlerts(String bootstrapServers, URI registry, String prefix) {
    var schemas = new SchemaRegistry(RegistryOptions.of(registry));
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            AvroSerde.reading(FraudSuspected.class, schemas::schema));
    String topic = EventCatalogue.fromClasspath().find(TYPE).orElseThrow().topicName(prefix);
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reading.start();
  }

  /** Returns whether each of these events is evidence of an alert. */
  boolean haveFound(Set<UUID> events) {
    return evidence.containsAll(events);
  }

  /** Stops reading, and returns all alerts. */
  List<Seen> all() throws InterruptedException {
    isEnding = true;
    reading.join();
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    isEnding = true;
  }

  private void read() {
    try (consumer) {
      while (!isEnding) {
        var polled = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<String, FraudSuspected> record : polled) {
          Seen one = new Seen(record.value(), now);
          seen.add(one);
          evidence.addAll(one.evidence());
        }
      }
    }
  }
}
