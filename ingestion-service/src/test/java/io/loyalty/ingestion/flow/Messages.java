package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.queue.Message;
import io.loyalty.ingestion.queue.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Messages to test with. */
final class Messages {
  private Messages() {}

  static Message of(String id, String group) {
    return new Message(
        new Receipt("q.fifo", id, "handle-" + id, Instant.EPOCH, Instant.EPOCH, 1, 2),
        group,
        "{}".getBytes(StandardCharsets.UTF_8),
        Map.of());
  }
}
