package io.loyalty.stream.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Makes the settings of a stage for Kafka Streams. Those that exactly-once depends on are fixed
 * here.
 *
 * @param broker the settings for brokers and security, by Kafka's names
 * @param properties what all stages share
 * @param address where other instances reach this one, as host:port; asked when a stage starts
 */
record StreamSettings(
    Map<String, Object> broker, StreamProperties properties, Supplier<String> address) {
  private static final int HEARTBEATS = 4;
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int FETCHED_BYTES = 32 * 1024;

  Map<String, Object> of(String stage, String applicationId, FaultyRecords faulty) {
    Map<String, Object> settings = new HashMap<>(broker);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    settings.put(StreamsConfig.CLIENT_ID_CONFIG, "stream-service-" + stage);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, properties.commitInterval().toMillis());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, properties.threads());
    settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, properties.standbyReplicas());
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, properties.replicationFactor());
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG, properties.stateDirectory().toAbsolutePath().toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    settings.put(BoundedMemory.BYTES, properties.stateMemory().toBytes());
    settings.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
    settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailingEvents.class);
    settings.put(FaultyRecords.SETTING, faulty);
    settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.get());
    consumer(settings);
    producer(settings);
    return settings;
  }

  private void consumer(Map<String, Object> settings) {
    int session = Math.toIntExact(properties.sessionTimeout().toMillis());
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        session / HEARTBEATS);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // The consumer hands out what it has of one topic before it takes more of another from the
    // network. With 1 MB, the default, topics that a stage joins drift apart by so much.
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCHED_BYTES);
  }

  private static void producer(Map<String, Object> settings) {
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    // Nobody reads a record before it is committed, and a commit sends what waits: small batches
    // would bring nothing sooner, and each takes 130 KB for LZ4.
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
  }
}
