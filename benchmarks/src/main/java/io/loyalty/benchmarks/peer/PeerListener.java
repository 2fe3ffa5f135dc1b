package io.loyalty.benchmarks.peer;

import io.awspring.cloud.sqs.annotation.SqsListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Receives messages in batches, and acknowledges a batch when Kafka has acknowledged all its
 * records.
 */
class PeerListener {
  /** The topics of the peer have this prefix. */
  static final String PREFIX = "peer";

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final PeerRecords records = new PeerRecords(PREFIX);

  PeerListener(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  @SqsListener("${peer.queue}")
  void take(List<String> bodies) throws IOException {
    List<CompletableFuture<?>> sent = new ArrayList<>(bodies.size());
    for (String body : bodies) {
      sent.add(kafka.send(records.of(body)));
    }
    CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).join();
  }
}
