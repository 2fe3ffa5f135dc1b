package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.queue.EventSource;
import io.loyalty.ingestion.queue.MessageSink;
import io.loyalty.ingestion.queue.Receipt;
import io.loyalty.ingestion.topic.Published;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A part of the flow that throws at each message stops none of them, and loses none. */
class UnexpectedFaultTest {
  private final Ledger ledger = new Ledger(Set.of("points-collected"), new SimpleMeterRegistry());
  private final FakeSource source = new FakeSource();
  private IngestionFlow flow;

  @AfterEach
  void end() {
    flow.abandon();
  }

  @Test
  void givesBackEachMessage_whenNeitherOpeningNorDeadLettersWork() {
    flow = flow(new FlowParts(new Stations(null, null, 50), null, source, ledger));

    flow.take(List.of(Messages.of("1", null), Messages.of("2", null)));

    await().until(() -> source.givenBack.size() == 2);
    assertThat(source.deleted).isEmpty();
  }

  @Test
  void givesBackWhatWaitsBehindAMessageOfItsGroup() {
    flow = flow(new FlowParts(new Stations(null, null, 50), null, source, ledger));

    flow.take(List.of(Messages.of("1", "g"), Messages.of("2", "g"), Messages.of("3", "other")));

    await().until(() -> source.givenBack.size() == 3);
    assertThat(source.givenBack).containsSubsequence("1", "2");
  }

  private IngestionFlow flow(FlowParts parts) {
    Outbox outbox =
        new Outbox(
            (record, told) -> told.accept(new Published(Published.Outcome.ACKNOWLEDGED, null)),
            System::nanoTime);
    Breaker breaker = new Breaker(0, 10);
    return new IngestionFlow(
        parts, outbox, new Gate(Optional::empty, Duration.ofSeconds(1), outbox, breaker), breaker);
  }

  private static final class FakeSource implements EventSource {
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<String> givenBack = new CopyOnWriteArrayList<>();

    @Override
    public void prove() {}

    @Override
    public void start(MessageSink sink) {}

    @Override
    public void delete(Receipt receipt) {
      deleted.add(receipt.messageId());
    }

    @Override
    public void giveBack(Receipt receipt) {
      givenBack.add(receipt.messageId());
    }

    @Override
    public Optional<String> fault() {
      return Optional.empty();
    }

    @Override
    public void stopReceiving() {}

    @Override
    public void close(Duration grace) {}
  }
}
