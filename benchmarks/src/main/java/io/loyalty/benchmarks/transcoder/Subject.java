package io.loyalty.benchmarks.transcoder;

import io.loyalty.benchmarks.event.EventTexts;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.record.Validated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/** Holds our own transcoder, and events in the form that each contender needs. Thread-safe. */
public final class Subject {
  /** This set contains generated events of all types in turn; any other name is that of a type. */
  public static final String ALL_TYPES = "all types";

  /** This set contains the events of a file. */
  public static final String FILE = "file";

  private static final int EVENTS = 2_000;

  private final Contract contract = new Contract();
  private final EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());
  private final RecordValidator validator;
  private final Instant receivedAt;
  private final List<Event> events = new ArrayList<>();

  /**
   * Holds one event.
   *
   * @param whole the CloudEvent
   * @param payload its data
   * @param flat the event as json2avro needs it
   * @param envelope the event as our own reader opens it
   * @param schema the schema of its type
   */
  @SuppressWarnings("ArrayRecordComponent") // input, not compared
  public record Event(
      byte[] whole, byte[] payload, byte[] flat, Envelope envelope, Schema schema) {}

  /** Creates a subject of 2,000 events of a set. */
  public static Subject of(String set, Optional<Path> file) throws IOException {
    List<String> texts =
        switch (set) {
          case ALL_TYPES -> EventTexts.generated(SampleEvents.types(), EVENTS);
          case FILE -> EventTexts.evenly(EventTexts.of(file.orElseThrow()), EVENTS);
          default -> EventTexts.generated(List.of(set), EVENTS);
        };
    return new Subject(texts);
  }

  /** Creates a subject of valid CloudEvents; they are received at the time of the latest one. */
  public Subject(List<String> cloudEvents) throws IOException {
    List<Envelope> envelopes =
        cloudEvents.stream()
            .map(text -> open(reader, text.getBytes(StandardCharsets.UTF_8)))
            .toList();
    receivedAt =
        envelopes.stream()
            .map(each -> OffsetDateTime.parse(each.attributes().time()).toInstant())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    validator =
        new RecordValidator(
            contract.catalogue(),
            IntStream.range(0, contract.types().size())
                .boxed()
                .collect(Collectors.toMap(contract.types()::get, id -> id + 1)),
            RecordProperties.defaults(),
            Clock.fixed(receivedAt, ZoneOffset.UTC));
    Json2AvroTranscoder json2Avro = new Json2AvroTranscoder();
    for (Envelope envelope : envelopes) {
      byte[] whole = envelope.event().toBytes();
      Schema schema = contract.schema(envelope.attributes().type());
      events.add(
          new Event(
              whole,
              envelope.payload().toBytes(),
              json2Avro.text(Json2AvroTranscoder.flat(schema, json2Avro.open(whole), receivedAt)),
              open(reader, whole),
              schema));
      if (validate(envelope) instanceof Validated.Invalid invalid) {
        throw new IllegalArgumentException(
            "%s is not valid: %s".formatted(envelope.attributes(), invalid.violations()));
      }
    }
  }

  /** Returns the events. */
  public List<Event> events() {
    return events;
  }

  /** Returns the average bytes of key and value of an event's record. */
  public double meanOutput() {
    return events.stream()
        .map(event -> validate(event.envelope()))
        .mapToInt(
            each ->
                each instanceof Validated.Valid valid
                    ? valid.key().length + valid.value().length
                    : 0)
        .average()
        .orElseThrow();
  }

  /** Returns the time of receipt of all events. */
  public Instant receivedAt() {
    return receivedAt;
  }

  /** Validates with our own transcoder, from the message. */
  public Validated openAndValidate(byte[] message) {
    return validate(open(reader, message));
  }

  /** Validates with our own transcoder, from an opened event. */
  public Validated validate(Envelope envelope) {
    return validator.validate(envelope, receivedAt);
  }

  private static Envelope open(EnvelopeReader reader, byte[] message) {
    if (reader.open(message).get(0) instanceof Opened.Event event) {
      return event.envelope();
    }
    throw new IllegalArgumentException("an event can't be opened");
  }
}
