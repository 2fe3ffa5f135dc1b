package io.loyalty.ingestion.source.sqs.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirectCallBreakerTest {
  /** Is a clock that overflows in the middle of the first open time. */
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

  private final DirectCallBreaker breaker = new DirectCallBreaker(nanos::get);

  @Test
  void everybodyMayTryUntilOneFails() {
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();

    assertThat(breaker.failed()).contains(Duration.ofSeconds(1));

    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void othersThatFailWithTheFirstSayNothingNew() {
    breaker.failed();

    assertThat(breaker.failed()).isEmpty();
    assertThat(breaker.failed()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void whatSucceedsAfterTheFaultHadBegunBefore() {
    breaker.failed();

    breaker.succeeded();

    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void oneTriesForAllWhenTheRestIsOver() {
    breaker.failed();
    pass(Duration.ofMillis(999));
    assertThat(breaker.allows()).isFalse();

    pass(Duration.ofMillis(1));

    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isFalse();
    breaker.succeeded();
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void eachTryThatFailsDoublesTheRest_upToTenMinutes() {
    breaker.failed();
    long seconds = 1;
    while (seconds < 600) {
      pass(Duration.ofSeconds(seconds));
      assertThat(breaker.allows()).isTrue();
      seconds = Math.min(600, 2 * seconds);
      assertThat(breaker.failed()).contains(Duration.ofSeconds(seconds));
    }
    pass(Duration.ofMinutes(10));
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.failed()).contains(Duration.ofMinutes(10));
  }

  @Test
  void aSuccessMakesTheNextRestShort() {
    breaker.failed();
    pass(Duration.ofSeconds(1));
    breaker.allows();
    breaker.failed();
    pass(Duration.ofSeconds(2));
    breaker.allows();

    breaker.succeeded();

    assertThat(breaker.failed()).contains(Duration.ofSeconds(1));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
