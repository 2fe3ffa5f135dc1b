package io.loyalty.ingestion.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.queue.call.NotDeleted;
import io.loyalty.ingestion.queue.call.QueueCalls;
import io.loyalty.ingestion.queue.call.ReceivedMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollingTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Outage queue = new Outage();
  private final Polling polling =
      new Polling(
          new Receiver(queue, Receipts.ADDRESS, Clock.systemUTC()),
          Receipts.ADDRESS,
          new WorkWindow(1_000, 1_000_000),
          2,
          new QueueMeters(registry, "q"));

  @AfterEach
  void end() {
    queue.over.countDown();
    polling.stop();
  }

  @Test
  void theQueueCanBeReadAgainOnceAnyPollSucceeds_whateverBecameOfTheOthers() {
    polling.start(new Taking());
    await().until(() -> failedPolls() == 2);
    await().until(() -> polling.fault().isPresent());

    queue.over.countDown();

    // One poll is wanted now; the other one does not poll again, and its failure is past.
    await().untilAsserted(() -> assertThat(polling.fault()).isEmpty());
  }

  private double failedPolls() {
    return registry.counter("ingestion.queue.polls", "queue", "q", "outcome", "failed").count();
  }

  /** Brings a full poll, so that two are wanted; then both fail; then it waits to be over. */
  private static final class Outage implements QueueCalls {
    final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean began = new AtomicBoolean();
    private final CountDownLatch both = new CountDownLatch(2);

    @Override
    public List<ReceivedMessage> receive() {
      if (began.compareAndSet(false, true)) {
        return IntStream.range(0, Receiver.BATCH).mapToObj(Outage::message).toList();
      }
      boolean under = both.getCount() == 0;
      both.countDown();
      pass(both);
      if (!under) {
        throw ScriptedSqs.refusal("ServiceUnavailable", 503);
      }
      pass(over);
      return List.of();
    }

    @Override
    public List<NotDeleted> delete(List<String> handles) {
      throw new UnsupportedOperationException("nothing is deleted here");
    }

    private static ReceivedMessage message(int number) {
      return new ReceivedMessage(
          "id-" + number, "h" + number, new byte[0], "1", null, null, null, null);
    }

    private static void pass(CountDownLatch gate) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class Taking implements MessageSink {
    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void take(List<Message> messages) {}

    @Override
    public void settled(Receipt receipt, Settlement settlement) {}
  }
}
