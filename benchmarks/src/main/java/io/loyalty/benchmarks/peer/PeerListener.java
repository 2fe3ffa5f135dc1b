package io.loyalty.benchmarks.peer;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.benchmarks.transcoder.Json2AvroTranscoder;
import io.loyalty.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Receives messages in batches, and acknowledges a batch when Kafka has acknowledged all its
 * records.
 */
class PeerListener {
  /** The topics of the peer have this prefix. */
  static final String PREFIX = "peer";

  private static final int SCHEMA_ID = 1;
  private static final int AVRO_TRIES = 10;

  private final KafkaTemplate<byte[], byte[]> kafka;

  private final Contract contract = new Contract();
  private final Json2AvroTranscoder transcoder = new Json2AvroTranscoder();

  PeerListener(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  @SqsListener("${peer.queue}")
  void take(List<String> bodies) throws IOException {
    List<CompletableFuture<?>> sent = new ArrayList<>(bodies.size());
    for (String body : bodies) {
      sent.add(send(body.getBytes(StandardCharsets.UTF_8)));
    }
    CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).join();
  }

  private CompletableFuture<?> send(byte[] body) throws IOException {
    Map<String, Object> event = transcoder.open(body);
    String type = String.valueOf(event.get("type"));
    Schema schema = contract.schema(type);
    Map<String, Object> flat = Json2AvroTranscoder.flat(schema, event, Instant.now());
    byte[] avro = transcode(schema, flat);
    byte[] value = new byte[WireFormat.HEADER_BYTES + avro.length];
    WireFormat.writeHeader(value, 0, SCHEMA_ID);
    System.arraycopy(avro, 0, value, WireFormat.HEADER_BYTES, avro.length);
    return kafka.send(PREFIX + "." + type, key(contract.keyFields(type), flat), value);
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
