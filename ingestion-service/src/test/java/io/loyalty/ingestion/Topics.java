package io.loyalty.ingestion;

import io.loyalty.localstack.LocalStack;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the topics of a programme like any Kafka consumer. */
final class Topics {
  private static final List<EventType> TYPES = EventCatalogue.fromClasspath().eventTypes();

  private final String bootstrapServers;
  private final SchemaRegistry registry;
  private final String prefix;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /** Is a record whose value is decoded by the schema that it names. */
  record Landed(ConsumerRecord<String, byte[]> record, GenericRecord value) {
    String eventId() {
      return String.valueOf(value.get("eventId"));
    }

    String header(String name) {
      var header = record.headers().lastHeader(name);
      return header == null
          ? null
          : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  Topics(LocalStack stack, String prefix) {
    this.bootstrapServers = stack.bootstrapServers();
    this.registry = new SchemaRegistry(RegistryOptions.of(stack.registryUrl()));
    this.prefix = prefix;
  }

  /** Returns every record of every event type's topic, in the order of each partition. */
  List<Landed> events() {
    return read(TYPES.stream().map(type -> type.topicName(prefix)).toList());
  }

  List<Landed> events(String type) {
    return read(List.of(prefix + "." + type));
  }

  List<Landed> deadLetters() {
    return read(List.of(prefix + ".dead-letter"));
  }

  List<Landed> resolutions() {
    return read(List.of(prefix + ".dead-letter-resolution"));
  }

  private List<Landed> read(List<String> topics) {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    List<Landed> landed = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> landed.add(new Landed(record, decode(record.value()))));
      }
    }
    return landed;
  }

  private GenericRecord decode(byte[] value) {
    Schema schema =
        schemas.computeIfAbsent(
            WireFormat.schemaId(value), id -> new Schema.Parser().parse(registry.schema(id)));
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      value,
                      WireFormat.HEADER_BYTES,
                      value.length - WireFormat.HEADER_BYTES,
                      null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
