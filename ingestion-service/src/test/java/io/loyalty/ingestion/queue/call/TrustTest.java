package io.loyalty.ingestion.queue.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrustTest {
  /** The clock passes its largest number in the middle of the first rest. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  private final Trust trust = new Trust(nanos::get);

  @Test
  void everybodyMayTryUntilOneFails() {
    assertThat(trust.mayTry()).isTrue();
    assertThat(trust.mayTry()).isTrue();

    assertThat(trust.failed()).contains(Duration.ofSeconds(1));

    assertThat(trust.mayTry()).isFalse();
  }

  @Test
  void othersThatFailWithTheFirstSayNothingNew() {
    trust.failed();

    assertThat(trust.failed()).isEmpty();
    assertThat(trust.failed()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(trust.mayTry()).isTrue();
  }

  @Test
  void whatSucceedsAfterTheFaultHadBegunBefore() {
    trust.failed();

    trust.succeeded();

    assertThat(trust.mayTry()).isFalse();
  }

  @Test
  void oneTriesForAllWhenTheRestIsOver() {
    trust.failed();
    pass(Duration.ofMillis(999));
    assertThat(trust.mayTry()).isFalse();

    pass(Duration.ofMillis(1));

    assertThat(trust.mayTry()).isTrue();
    assertThat(trust.mayTry()).isFalse();
    trust.succeeded();
    assertThat(trust.mayTry()).isTrue();
    assertThat(trust.mayTry()).isTrue();
  }

  @Test
  void eachTryThatFailsDoublesTheRest_upToTenMinutes() {
    trust.failed();
    long seconds = 1;
    while (seconds < 600) {
      pass(Duration.ofSeconds(seconds));
      assertThat(trust.mayTry()).isTrue();
      seconds = Math.min(600, 2 * seconds);
      assertThat(trust.failed()).contains(Duration.ofSeconds(seconds));
    }
    pass(Duration.ofMinutes(10));
    assertThat(trust.mayTry()).isTrue();
    assertThat(trust.failed()).contains(Duration.ofMinutes(10));
  }

  @Test
  void aSuccessMakesTheNextRestShort() {
    trust.failed();
    pass(Duration.ofSeconds(1));
    trust.mayTry();
    trust.failed();
    pass(Duration.ofSeconds(2));
    trust.mayTry();

    trust.succeeded();

    assertThat(trust.failed()).contains(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
