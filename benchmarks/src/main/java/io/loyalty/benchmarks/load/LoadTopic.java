package io.loyalty.benchmarks.load;

import io.loyalty.schemas.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the topic of one contender as ingestion-service does. */
final class LoadTopic implements AutoCloseable {
  private final String name;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;

  private LoadTopic(String name, int partitions, KafkaProducer<byte[], byte[]> producer) {
    this.name = name;
    this.partitions = partitions;
    this.producer = producer;
  }

  /** Creates the topic. */
  static LoadTopic create(String bootstrapServers, String name, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(name, partitions, (short) 1)
                      .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"))))
          .all()
          .get();
    }
    return new LoadTopic(
        name,
        partitions,
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                20),
            new ByteArraySerializer(),
            new ByteArraySerializer()));
  }

  String name() {
    return name;
  }

  int partitions() {
    return partitions;
  }

  /** Appends this number of records, the partitions in turn. */
  void fill(SampleRecords records, int count) {
    AtomicReference<Exception> fault = new AtomicReference<>();
    SampleRecords.Reading reading = records.read();
    Future<RecordMetadata> last = null;
    for (int i = 0; i < count; i++) {
      SampleRecords.Sample sample = reading.next();
      RecordHeaders headers = new RecordHeaders();
      headers(records.type(), sample)
          .forEach(
              header ->
                  headers.add(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)));
      last =
          producer.send(
              new ProducerRecord<>(name, i % partitions, sample.key(), sample.value(), headers),
              (done, failed) -> {
                if (failed != null) {
                  fault.set(failed);
                }
              });
    }
    producer.flush();
    if (last == null || !last.isDone() || fault.get() != null) {
      throw new IllegalStateException("the topic can't be filled", fault.get());
    }
  }

  private static Collection<Map.Entry<String, String>> headers(
      String type, SampleRecords.Sample sample) {
    return CloudEventHeaders.of(
            sample.id(),
            type,
            "/benchmarks",
            sample.time().toString(),
            Map.of("sqsmessageid", sample.id(), "sqssenttime", sample.time().toString()),
            Map.of())
        .entrySet();
  }

  @Override
  public void close() {
    producer.close();
  }
}
