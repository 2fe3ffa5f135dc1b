package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.ingestion.topic.Published;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Tests what happens at the end of the flow to messages that were received and not opened yet. */
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
    await().atMost(Duration.ofMinutes(1)).until(messages::oneIsBeingGivenBack);

    flow.abandon();
    blocked.countDown();
    flow.end(PATIENCE);

    assertThat(messages.givenBack).containsExactly("first", "second", "third");
    assertThat(messages.acknowledged).isEmpty();
  }

  @Test
  void givesItBackAlsoWhenTheGracePeriodIsOver() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    messages.beforeGivingBack("first", blocked);
    IngestionFlow flow = flow();
    flow.take(List.of(messages.message("first", null)));
    flow.take(List.of(messages.message("second", null)));
    await().atMost(Duration.ofMinutes(1)).until(messages::oneIsBeingGivenBack);
    flow.abandon();
    FutureTask<Void> end =
        new FutureTask<>(
            () -> {
              flow.end(Duration.ZERO);
              return null;
            });
    Thread ending = new Thread(end);
    ending.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Set.of(State.TIMED_WAITING, State.TERMINATED).contains(ending.getState()));

    blocked.countDown();
    end.get();

    assertThat(messages.givenBack).containsExactly("first", "second");
  }

  /** Returns a flow whose steps fail at every message, which is then given back. */
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
        null,
        ledger,
        publisher,
        new Gate(Optional::empty, Duration.ofSeconds(1), publisher, breaker),
        breaker);
  }
}
