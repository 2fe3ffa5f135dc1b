package io.loyalty.ingestion.queue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.springframework.util.unit.DataSize;

/** Receipts and a queue to test with. */
final class Receipts {
  static final Instant RECEIVED = Instant.parse("2026-11-01T12:00:00Z");

  private Receipts() {}

  static Receipt of(String handle) {
    return new Receipt("q", "id-" + handle, handle, RECEIVED, 1, 100);
  }

  static QueueProperties queue() {
    return new QueueProperties(
        URI.create("http://127.0.0.1:9324/000000000000/q"),
        null,
        "eu-central-1",
        4,
        Duration.ofSeconds(20),
        Duration.ofSeconds(60),
        4_000,
        DataSize.ofMegabytes(32),
        2,
        Duration.ofMillis(50));
  }
}
