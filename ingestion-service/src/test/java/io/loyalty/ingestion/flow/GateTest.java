package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.topic.OutgoingRecord;
import io.loyalty.ingestion.topic.Published;
import io.loyalty.ingestion.topic.Published.Outcome;
import io.loyalty.ingestion.topic.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
  private Duration oldest = Duration.ZERO;
  private Published answer = new Published(Outcome.ACKNOWLEDGED, null);
  private long now;
  private final OrderedPublisher publisher =
      new OrderedPublisher((record, told) -> told.accept(answer), () -> now);
  private final RefusalBreaker breaker = new RefusalBreaker(0.5, 10);
  private final Gate gate =
      new Gate(
          () -> Optional.of(new Waiting("shop.offer-viewed", oldest)),
          Duration.ofSeconds(1),
          publisher,
          breaker);

  @Test
  void holdsWhileTheOldestRecordWaitsTooLong() {
    oldest = Duration.ofMillis(999);
    assertThat(gate.open()).isTrue();
    oldest = Duration.ofSeconds(1);
    assertThat(gate.open()).isFalse();
    assertThat(gate.reason())
        .contains(
            "Kafka has not acknowledged a record of topic shop.offer-viewed for longer than 1000 ms");
    oldest = Duration.ZERO;
    assertThat(gate.open()).isTrue();
  }

  @Test
  void holdsWhileNothingCanBeWritten_untilARecordIsTaken() {
    answer = new Published(Outcome.FAILED, "no credentials");
    send();
    assertThat(gate.open()).isFalse();
    assertThat(gate.reason()).contains("a record could not be written: no credentials");

    answer = new Published(Outcome.ACKNOWLEDGED, null);
    now += Duration.ofSeconds(1).toNanos();
    publisher.retry();
    publisher.retry();
    assertThat(gate.open()).isTrue();
  }

  @Test
  void oneTopicThatIsHeldDoesNotHoldTheOthers() {
    answer = new Published(Outcome.TOPIC_REFUSED, "no permission");
    send();
    assertThat(gate.open()).isTrue();
  }

  private void send() {
    publisher.send(new OutgoingRecord("t", new byte[0], new byte[0], Map.of()), told -> {});
  }
}
