package io.loyalty.benchmarks.stream;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.wire.AvroSerde;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Reads and writes the records of a programme, with the schemas of the registry. Thread-safe. */
final class TypedRecords {
  private static final Map<String, EventType> TYPES =
      EventCatalogue.fromClasspath().allTypes().stream()
          .collect(Collectors.toMap(type -> type.avro().getFullName(), Function.identity()));

  private final SchemaRegistry registry;
  private final String prefix;
  private final Map<Class<?>, AvroSerde<?>> serdes = new ConcurrentHashMap<>();

  TypedRecords(URI registry, String prefix) {
    this.registry = new SchemaRegistry(RegistryOptions.of(registry));
    this.prefix = prefix;
  }

  /** Returns the event type of a class. */
  static EventType type(Class<?> type) {
    return TYPES.get(type.getName());
  }

  /** Returns the topic of a class. */
  String topic(Class<? extends SpecificRecord> type) {
    return type(type).topicName(prefix);
  }

  /** Returns the key of an event on its topic. */
  static String key(SpecificRecord event) {
    return type(event.getClass()).topic().keyFields().stream()
        .map(field -> event.get(event.getSchema().getField(field).pos()))
        .filter(value -> value != null)
        .findFirst()
        .orElseThrow()
        .toString();
  }

  /** Returns the Serde of a class; its schema is registered if it is not yet. */
  @SuppressWarnings("unchecked")
  <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    return (AvroSerde<T>) serdes.computeIfAbsent(type, key -> made(type));
  }

  private <T extends SpecificRecord> AvroSerde<T> made(Class<T> type) {
    EventType contract = type(type);
    int id = registry.register(contract.subject(prefix), contract.schemas().current());
    return new AvroSerde<>(type, registry::schema, () -> id);
  }

  @SuppressWarnings("unchecked")
  <T extends SpecificRecord> byte[] bytes(T event) {
    return serde((Class<T>) event.getClass()).serialize(topic(event.getClass()), event);
  }
}
