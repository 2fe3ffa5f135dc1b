package io.loyalty.stream.stage;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.AvroSerde;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Reads and writes the records of event types, with the schemas of the registry. Thread-safe. */
public final class EventSerdes {
  private final ContractTypes types;
  private final IntFunction<String> schemas;
  private final ToIntFunction<EventType> ids;
  private final Map<Class<?>, AvroSerde<?>> serdes = new ConcurrentHashMap<>();

  /**
   * Creates the Serdes.
   *
   * @param types the contract
   * @param schemas returns a registered schema by its id
   * @param ids returns the id of a type's current schema; asked for each record that is written
   */
  public EventSerdes(
      ContractTypes types, IntFunction<String> schemas, ToIntFunction<EventType> ids) {
    this.types = types;
    this.schemas = schemas;
    this.ids = ids;
  }

  /** Returns the Serde of an event type's class. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
    return (AvroSerde<T>) serdes.computeIfAbsent(type, key -> serde(type));
  }

  private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    EventType contract = types.of(type);
    return new AvroSerde<>(type, schemas, () -> ids.applyAsInt(contract));
  }

  /** Returns the topic of a type. */
  String topic(EventType type) {
    return types.topic(types.classOf(type));
  }

  /** Returns a Serde that reads a type's records with their bytes, and writes these. */
  Serde<Original> originals(EventType type) {
    AvroSerde<?> events = of(types.classOf(type));
    return Serdes.serdeFrom(
        (topic, original) -> original.bytes(),
        (topic, bytes) -> {
          if (bytes == null) {
            throw new MalformedRecordException("the record has no value (a tombstone)");
          }
          return new Original(bytes, events.deserialize(topic, bytes));
        });
  }

  /** Returns a Serde that writes any event type's record, and reads none. */
  Serde<SpecificRecord> any() {
    return Serdes.serdeFrom(
        (topic, event) -> write(topic, event),
        (topic, bytes) -> {
          throw new UnsupportedOperationException("records of any type are only written");
        });
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> byte[] write(String topic, T event) {
    return of((Class<T>) event.getClass()).serialize(topic, event);
  }
}
