package io.loyalty.ingestion.record;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.schemas.check.CheckSet;
import io.loyalty.schemas.contract.Compatibility;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.contract.SchemaHistory;
import io.loyalty.schemas.contract.TopicContract;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Makes contracts and events for tests. */
final class Contracts {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Instant RECEIVED = Instant.parse("2026-06-01T11:59:59.123456789Z");
  static final String ID = "0b7a3f5e-1c2d-4e3f-8a9b-0c1d2e3f4a5b";
  static final int SCHEMA_ID = 77;

  private static final EnvelopeReader READER = new EnvelopeReader(EnvelopeProperties.defaults());

  private Contracts() {}

  /** Returns a type {@code test} with these own fields in JSON, keyed by the first of them. */
  static EventType type(String fields, String... key) {
    String schema =
        """
        {"type":"record","name":"Test","eventType":"test","fields":[
        {"name":"eventId","type":{"type":"string","logicalType":"uuid"}},
        {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"occurredAtOffset","type":"int"},
        {"name":"receivedAt","type":{"type":"long","logicalType":"timestamp-micros"}},
        {"name":"source","type":"string","maxLength":20},
        %s,
        {"name":"unmapped","type":["null","string"],"default":null}]}"""
            .formatted(fields);
    Schema avro = new Schema.Parser().parse(schema);
    return new EventType(
        "test",
        avro,
        FieldContract.allOf("test", avro),
        new TopicContract(List.of(key), 1, Optional.empty(), Optional.empty()),
        null,
        CheckSet.NONE,
        new SchemaHistory(schema, List.of(), Compatibility.FULL_TRANSITIVE));
  }

  static RecordValidator validator(EventType type) {
    return validator(type, RecordProperties.defaults());
  }

  static RecordValidator validator(EventType type, RecordProperties properties) {
    return new RecordValidator(
        List.of(type), List.of(), Map.of("test", SCHEMA_ID), properties, CLOCK);
  }

  /** Returns an event of type {@code test} with this payload. */
  static Envelope event(String payload) {
    return open(
        "{\"specversion\":\"1.0\",\"id\":\"%s\",\"type\":\"test\",\"source\":\"/s\",\"time\":\"%s\",\"data\":%s}"
            .formatted(ID, NOW, payload));
  }

  static Envelope open(String message) {
    return open(message.getBytes(StandardCharsets.UTF_8));
  }

  static Envelope open(byte[] message) {
    Opened opened = READER.open(message).get(0);
    if (opened instanceof Opened.Event event) {
      return event.envelope();
    }
    throw new AssertionError("not opened: " + ((Opened.Refused) opened).violations());
  }

  static Validated.Valid valid(Validated validated) {
    if (validated instanceof Validated.Valid valid) {
      return valid;
    }
    throw new AssertionError("not valid: " + validated);
  }

  /** Returns each violation as {@code rule path}. */
  static List<String> rules(Validated validated) {
    return violations(validated).stream().map(each -> each.rule() + " " + each.path()).toList();
  }

  static List<Violation> violations(Validated validated) {
    if (validated instanceof Validated.Invalid invalid) {
      return invalid.violations();
    }
    throw new AssertionError("valid, but expected not to be");
  }

  /** Reads the record with Avro's own reader. */
  static GenericRecord read(EventType type, Validated validated) {
    byte[] value = valid(validated).value();
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  Arrays.copyOfRange(value, WireFormat.HEADER_BYTES, value.length), null);
      GenericRecord record = new GenericDatumReader<GenericRecord>(type.avro()).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new AssertionError("bytes after the record");
      }
      return record;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
