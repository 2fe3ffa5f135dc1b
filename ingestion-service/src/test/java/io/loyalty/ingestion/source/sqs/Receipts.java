package io.loyalty.ingestion.source.sqs;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes receipts and a queue for tests. */
final class Receipts {
  static final QueueAddress ADDRESS =
      new QueueAddress(URI.create("http://127.0.0.1:9324/000000000000/q"));
  static final Instant RECEIVED = Instant.parse("2026-11-01T12:00:00Z");

  private Receipts() {}

  static SqsReceipt of(String handle) {
    return new SqsReceipt(null, "id-" + handle, handle, RECEIVED, RECEIVED.minusSeconds(1), 1, 100);
  }

  static QueueMeters meters() {
    return new QueueMeters(new SimpleMeterRegistry(), "q");
  }

  static QueueProperties queue() {
    return new QueueProperties(
        List.of(ADDRESS.url()),
        null,
        "eu-central-1",
        4,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        null,
        null,
        2,
        Duration.ofMillis(50),
        50,
        Duration.ofSeconds(60));
  }
}
