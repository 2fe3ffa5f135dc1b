package io.loyalty.endtoend.programme;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records of event types straight to their topics, as ingestion-service would have done at
 * another time. It can't be asked to receive an event in the past.
 */
public final class TopicWriter implements AutoCloseable {
  private final EventCatalogue catalogue = EventCatalogue.fromClasspath();
  private final Map<Class<?>, AvroSerde<?>> serdes = new HashMap<>();
  private final List<Future<RecordMetadata>> written = new ArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  private final SchemaRegistry registry;
  private final String prefix;

  /** Connects to the broker and the registry of a programme. */
  public TopicWriter(Programme programme) {
    prefix = programme.name();
    registry = new SchemaRegistry(RegistryOptions.of(programme.backends().registryUrl()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", programme.backends().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Writes a record with this key. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> void write(String key, T event) {
    EventType type = type(event);
    var serde =
        (AvroSerde<T>)
            serdes.computeIfAbsent(
                event.getClass(), each -> serde((Class<T>) event.getClass(), type));
    String topic = type.topicName(prefix);
    written.add(producer.send(new ProducerRecord<>(topic, key, serde.serialize(topic, event))));
  }

  private EventType type(SpecificRecord event) {
    return catalogue.allTypes().stream()
        .filter(each -> each.avro().getFullName().equals(event.getClass().getName()))
        .findFirst()
        .orElseThrow();
  }

  private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> name, EventType type) {
    int id = registry.find(type.subject(prefix), type.schemas().current()).orElseThrow();
    return new AvroSerde<>(name, registry::schema, () -> id);
  }

  /** Returns once all records are acknowledged; fails if one is not. */
  public void flush() throws ExecutionException, InterruptedException {
    producer.flush();
    for (Future<RecordMetadata> each : written) {
      each.get();
    }
    written.clear();
  }

  @Override
  public void close() {
    producer.close();
  }
}
