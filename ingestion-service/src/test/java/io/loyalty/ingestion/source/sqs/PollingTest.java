package io.loyalty.ingestion.source.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.source.Message;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.WorkLimits;
import io.loyalty.ingestion.source.WorkWindow;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class PollingTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Outage queue = new Outage();
  private final Taking sink = new Taking();
  private final Polling polling =
      new Polling(
          new Receiver(
              queue, Receipts.ADDRESS, Receipts.queue(), new NoHolder(), Clock.systemUTC()),
          Receipts.ADDRESS,
          new WorkWindow(new WorkLimits(1_000, DataSize.ofMegabytes(1))),
          2,
          new QueueMeters(registry, "q"));

  @AfterEach
  void end() {
    queue.over.countDown();
    polling.stop();
  }

  @Test
  void theQueueCanBeReadAgainOnceAnyPollSucceeds_whateverBecameOfTheOthers() {
    polling.start(sink);
    await().atMost(Duration.ofMinutes(1)).until(() -> failedPolls() == 2);
    assertThat(sink.failing).isTrue();

    queue.over.countDown();

    // Now one poll is wanted; the other does not run again, and its failure no longer counts.
    await().atMost(Duration.ofMinutes(1)).until(() -> !sink.failing);
  }

  private double failedPolls() {
    return registry.counter("ingestion.queue.polls", "queue", "q", "outcome", "failed").count();
  }

  /** Returns a full poll, so that two are wanted; then both fail; then one waits for its end. */
  private static final class Outage implements SqsClient {
    final CountDownLatch over = new CountDownLatch(1);
    private final AtomicBoolean began = new AtomicBoolean();
    private final CountDownLatch both = new CountDownLatch(2);

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      if (began.compareAndSet(false, true)) {
        return ReceiveMessageResponse.builder()
            .messages(IntStream.range(0, Receiver.BATCH).mapToObj(Outage::message).toList())
            .build();
      }
      boolean under = both.getCount() == 0;
      both.countDown();
      pass(both);
      if (!under) {
        throw ScriptedSqs.refusal("ServiceUnavailable", 503);
      }
      pass(over);
      return ReceiveMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}

    private static software.amazon.awssdk.services.sqs.model.Message message(int number) {
      return software.amazon.awssdk.services.sqs.model.Message.builder()
          .messageId("id-" + number)
          .receiptHandle("h" + number)
          .body("")
          .build();
    }

    private static void pass(CountDownLatch gate) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class NoHolder implements SqsReceipt.Holder {
    @Override
    public String name() {
      return "q";
    }

    @Override
    public void hold(SqsReceipt receipt) {}

    @Override
    public void delete(SqsReceipt receipt) {}

    @Override
    public void giveBack(SqsReceipt receipt) {}
  }

  private static final class Taking implements MessageSink {
    private volatile boolean failing;

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void take(List<Message> messages) {}

    @Override
    public void settled(Settlement settlement) {}

    @Override
    public void failing(String source, String reason) {
      failing = true;
    }

    @Override
    public void recovered(String source) {
      failing = false;
    }
  }
}
