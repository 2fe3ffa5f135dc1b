package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.topic.Published;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the flow does with messages that it has received, but not begun, when it must end. */
class StoppedFlowTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Messages messages = new Messages();

  @Test
  void givesBackWhatIsNotOpenedYet() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    messages.beforeGivingBack("first", blocked);
    IngestionFlow flow = flow();
    flow.take(List.of(messages.message("first", null), messages.message("second", null)));
    flow.take(List.of(messages.message("third", null)));
    await().until(messages::oneIsBeingGivenBack);

    flow.abandon();
    blocked.countDown();
    flow.end(PATIENCE);

    assertThat(messages.givenBack).containsExactly("first", "second", "third");
    assertThat(messages.acknowledged).isEmpty();
  }

  /** Its stations fail at every message, which is given back then. */
  private static IngestionFlow flow() {
    OrderedPublisher publisher =
        new OrderedPublisher(
            (record, told) -> told.accept(new Published(Published.Outcome.ACKNOWLEDGED, null)),
            System::nanoTime);
    RefusalBreaker breaker = new RefusalBreaker(0, 10);
    Ledger ledger = new Ledger(Set.of("points-collected"), new SimpleMeterRegistry());
    return new IngestionFlow(
        new Stations(null, null, 50),
        null,
        ledger,
        publisher,
        new Gate(Optional::empty, Duration.ofSeconds(1), publisher, breaker),
        breaker);
  }
}
