package io.loyalty.stream.stage;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.wire.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Finds the event type of a generated class, and the names and values that follow from its
 * contract. Immutable and thread-safe.
 */
public final class ContractTypes {
  /** Every record begins with these fields, at these places. */
  private static final int EVENT_ID = 0;

  private static final int OCCURRED_AT = 1;
  private static final int RECEIVED_AT = 3;
  private static final int SOURCE = 4;

  private final String prefix;
  private final Map<String, EventType> byClass;
  private final List<EventType> eventTypes;

  /** Finds the types of a catalogue, whose topics begin with {@code prefix}. */
  public ContractTypes(EventCatalogue catalogue, String prefix) {
    this.prefix = prefix;
    this.eventTypes = catalogue.eventTypes();
    this.byClass =
        catalogue.allTypes().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    type -> type.avro().getFullName(), Function.identity()));
  }

  /** Returns the event type that a class was generated from. */
  public EventType of(Class<? extends SpecificRecord> type) {
    return Optional.ofNullable(byClass.get(type.getName()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is generated from no event type".formatted(type.getName())));
  }

  /** Returns the class that is generated from a type. */
  Class<? extends SpecificRecord> classOf(EventType type) {
    try {
      return Class.forName(type.avro().getFullName()).asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no class is generated from %s".formatted(type.name()), e);
    }
  }

  /** Returns the topic of a class. */
  public String topic(Class<? extends SpecificRecord> type) {
    return of(type).topicName(prefix);
  }

  /** Returns the key of a record: the first of its contract's key fields that is not null. */
  String key(SpecificRecord event) {
    return of(event.getClass()).topic().keyFields().stream()
        .map(field -> event.get(event.getSchema().getField(field).pos()))
        .filter(value -> value != null)
        .findFirst()
        .map(Object::toString)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a derived %s has no key".formatted(of(event.getClass()).name())));
  }

  /** Returns the classes of the types that the platform sends, by the name of the type. */
  Map<String, Class<? extends SpecificRecord>> sent() {
    Map<String, Class<? extends SpecificRecord>> sent = new TreeMap<>();
    eventTypes.forEach(type -> sent.put(type.name(), classOf(type)));
    return sent;
  }

  /** Returns the CloudEvents headers of a derived event. */
  Headers headers(SpecificRecord event) {
    var headers = new RecordHeaders();
    CloudEventHeaders.of(
            id(event).toString(),
            of(event.getClass()).name(),
            source(event),
            occurredAt(event).toString(),
            Map.of(),
            Map.of())
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  static UUID id(SpecificRecord event) {
    return (UUID) event.get(EVENT_ID);
  }

  static Instant occurredAt(SpecificRecord event) {
    return (Instant) event.get(OCCURRED_AT);
  }

  /** Returns when ingestion-service received an event. */
  public static Instant receivedAt(SpecificRecord event) {
    return (Instant) event.get(RECEIVED_AT);
  }

  /** Returns the system that sent an event. */
  public static String source(SpecificRecord event) {
    return event.get(SOURCE).toString();
  }
}
