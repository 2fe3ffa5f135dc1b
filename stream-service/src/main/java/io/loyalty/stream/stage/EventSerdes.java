package io.loyalty.stream.stage;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.AvroSerde;
import io.loyalty.schemas.wire.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  /** Returns the record of a derived event, with the key and the headers of its contract. */
  public ProducerRecord<byte[], byte[]> record(String topic, SpecificRecord event) {
    return new ProducerRecord<>(
        topic,
        null,
        types.key(event).getBytes(StandardCharsets.UTF_8),
        write(topic, event),
        types.headers(event));
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
          return new Original(bytes, since1970(events.deserialize(topic, bytes)));
        });
  }

  /** Returns the Serde by which a stage reads the records of a class from their topic. */
  <T extends SpecificRecord> Serde<T> read(Class<T> type) {
    AvroSerde<T> events = of(type);
    return Serdes.serdeFrom(
        events,
        (topic, bytes) -> bytes == null ? null : since1970(events.deserialize(topic, bytes)));
  }

  /**
   * Kafka Streams drops a record with a time before 1970 and only logs it. An event that can't be
   * read is listed as a skipped event.
   */
  private static <T extends SpecificRecord> T since1970(T event) {
    Instant occurredAt = ContractTypes.occurredAt(event);
    if (occurredAt.isBefore(Instant.EPOCH)) {
      throw new EventBefore1970Exception(occurredAt);
    }
    return event;
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
