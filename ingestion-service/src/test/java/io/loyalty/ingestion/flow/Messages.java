package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Makes messages for tests, and keeps what became of them. */
final class Messages {
  /** Holds the ids of the settled messages, in order. */
  final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  final Queue<String> givenBack = new ConcurrentLinkedQueue<>();

  private final Map<String, CountDownLatch> blocked = new ConcurrentHashMap<>();
  private volatile boolean oneIsBeingGivenBack;

  /** Returns a message whose outcome does not matter. */
  static Message of(String id, String group) {
    return new Messages().message(id, group);
  }

  Message message(String id, String group) {
    return new Message(new Noted(id), group, "{}".getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** Lets this message be given back only when the latch opens. */
  void beforeGivingBack(String id, CountDownLatch latch) {
    blocked.put(id, latch);
  }

  boolean oneIsBeingGivenBack() {
    return oneIsBeingGivenBack;
  }

  private final class Noted implements Receipt {
    private final String id;

    Noted(String id) {
      this.id = id;
    }

    @Override
    public String source() {
      return "q.fifo";
    }

    @Override
    public String messageId() {
      return id;
    }

    @Override
    public Instant receivedAt() {
      return Instant.EPOCH;
    }

    @Override
    public Instant sentAt() {
      return Instant.EPOCH;
    }

    @Override
    public int receiveCount() {
      return 1;
    }

    @Override
    public int bytes() {
      return 2;
    }

    @Override
    public void acknowledge() {
      acknowledged.add(id);
    }

    @Override
    public void giveBack() {
      oneIsBeingGivenBack = true;
      try {
        blocked.getOrDefault(id, new CountDownLatch(0)).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      givenBack.add(id);
    }
  }
}
