package io.loyalty.benchmarks.peer;

import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.benchmarks.transcoder.Json2AvroTranscoder;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes records of messages as the peers do, by json2avro. Thread-safe. */
final class PeerRecords {
  private static final int SCHEMA_ID = 1;
  private static final int AVRO_TRIES = 10;

  private final String prefix;
  private final Contract contract = new Contract();
  private final Json2AvroTranscoder transcoder = new Json2AvroTranscoder();

  /** Takes the prefix of the topics. */
  PeerRecords(String prefix) {
    this.prefix = prefix;
  }

  /** Returns the record of an event. */
  ProducerRecord<byte[], byte[]> of(String body) throws IOException {
    Map<String, Object> event = transcoder.open(body.getBytes(StandardCharsets.UTF_8));
    String type = String.valueOf(event.get("type"));
    Schema schema = contract.schema(type);
    Map<String, Object> flat = Json2AvroTranscoder.flat(schema, event, Instant.now());
    byte[] avro = transcode(schema, flat);
    byte[] value = new byte[WireFormat.HEADER_BYTES + avro.length];
    WireFormat.writeHeader(value, 0, SCHEMA_ID);
    System.arraycopy(avro, 0, value, WireFormat.HEADER_BYTES, avro.length);
    return new ProducerRecord<>(prefix + "." + type, key(contract.keyFields(type), flat), value);
  }

  /**
   * Transcodes an event and retries on a conflict: Avro has one buffer for the default of a bytes
   * field, which concurrent copies corrupt. A schema for each thread would need much memory.
   */
  private byte[] transcode(Schema schema, Map<String, Object> flat) throws IOException {
    for (int more = AVRO_TRIES; more > 1; more--) {
      try {
        return transcoder.transcode(schema, flat);
      } catch (BufferUnderflowException disturbed) {
        Thread.onSpinWait();
      }
    }
    return transcoder.transcode(schema, flat);
  }

  private static byte[] key(List<String> fields, Map<String, Object> flat) {
    return fields.stream()
        .map(flat::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(value -> value.toString().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalArgumentException("an event has no key"));
  }
}
