package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.topic.Published;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that a part of the flow that throws at each message neither stops the flow nor loses a
 * message.
 */
class UnexpectedFaultTest {
  private final Ledger ledger = new Ledger(Set.of("points-collected"), new SimpleMeterRegistry());
  private final Messages messages = new Messages();
  private IngestionFlow flow;

  @AfterEach
  void end() throws InterruptedException {
    flow.abandon();
    flow.end(Duration.ofSeconds(60));
  }

  @Test
  void givesBackEachMessage_whenNeitherOpeningNorDeadLettersWork() {
    flow = flow();

    flow.take(List.of(messages.message("1", null), messages.message("2", null)));

    await().atMost(Duration.ofMinutes(1)).until(() -> messages.givenBack.size() == 2);
    assertThat(messages.acknowledged).isEmpty();
  }

  @Test
  void givesBackTheMessagesThatWaitForAMessageOfTheirGroup() {
    flow = flow();

    flow.take(
        List.of(
            messages.message("1", "g"),
            messages.message("2", "g"),
            messages.message("3", "other")));

    await().atMost(Duration.ofMinutes(1)).until(() -> messages.givenBack.size() == 3);
    assertThat(messages.givenBack).containsSubsequence("1", "2");
  }

  private IngestionFlow flow() {
    OrderedPublisher publisher =
        new OrderedPublisher(
            (record, told) -> told.accept(new Published(Published.Outcome.ACKNOWLEDGED, null)),
            System::nanoTime);
    RefusalBreaker breaker = new RefusalBreaker(0, 10);
    return new IngestionFlow(
        new Stations(null, null, 50),
        null,
        null,
        ledger,
        publisher,
        new Gate(Optional::empty, Duration.ofSeconds(1), publisher, breaker),
        breaker);
  }
}
