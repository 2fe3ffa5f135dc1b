package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final FlowProperties TIMES =
      new FlowProperties(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(3),
          12);

  private final Backoff backoff =
      new Backoff(TIMES, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void doublesUpToItsBoundAndBeginsAnewOnceSomethingWorked() {
    assertThat(waited()).isEqualTo(Duration.ofMillis(200));
    assertThat(waited()).isEqualTo(Duration.ofMillis(400));
    assertThat(waited()).isEqualTo(Duration.ofMillis(800));
    assertThat(waited()).isEqualTo(Duration.ofSeconds(1));
    assertThat(waited()).isEqualTo(Duration.ofSeconds(1));

    assertThat(backoff.reset()).isTrue();

    assertThat(waited()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void tellsEachReasonOnce_untilSomethingHasWorked() {
    assertThat(backoff.begin("ended")).isTrue();
    assertThat(backoff.begin("the password is wrong")).isTrue();
    assertThat(backoff.begin("ended")).isFalse();
    assertThat(backoff.begin("the password is wrong")).isFalse();
    assertThat(backoff.reason()).isEqualTo("the password is wrong");

    assertThat(backoff.reset()).isTrue();

    assertThat(backoff.begin("ended")).isTrue();
  }

  @Test
  void doesNotFillTheLog_whenEachReasonIsAnother() {
    long told = IntStream.range(0, 100).filter(each -> backoff.begin("away " + each)).count();
    assertThat(told).isEqualTo(10);
  }

  @Test
  void doesNotWait_whenNothingFailed() {
    assertThat(backoff.isWaiting()).isFalse();
    assertThat(backoff.left()).isZero();
    assertThat(backoff.reset()).isFalse();
  }

  private Duration waited() {
    backoff.begin("away");
    return backoff.left();
  }
}
