package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final FlowProperties TIMES =
      new FlowProperties(
          Duration.ofMillis(200),
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(3));

  private final BackOff backOff =
      new BackOff(TIMES, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void doublesUpToItsBoundAndBeginsAnewOnceSomethingWorked() {
    assertThat(waited()).isEqualTo(Duration.ofMillis(200));
    assertThat(waited()).isEqualTo(Duration.ofMillis(400));
    assertThat(waited()).isEqualTo(Duration.ofMillis(800));
    assertThat(waited()).isEqualTo(Duration.ofSeconds(1));
    assertThat(waited()).isEqualTo(Duration.ofSeconds(1));

    assertThat(backOff.reset()).isTrue();

    assertThat(waited()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void tellsEachReasonOnce_untilSomethingHasWorked() {
    assertThat(backOff.begin("ended")).isTrue();
    assertThat(backOff.begin("the password is wrong")).isTrue();
    assertThat(backOff.begin("ended")).isFalse();
    assertThat(backOff.begin("the password is wrong")).isFalse();
    assertThat(backOff.reason()).isEqualTo("the password is wrong");

    assertThat(backOff.reset()).isTrue();

    assertThat(backOff.begin("ended")).isTrue();
  }

  @Test
  void doesNotFillTheLog_whenEachReasonIsAnother() {
    long told = IntStream.range(0, 100).filter(each -> backOff.begin("away " + each)).count();
    assertThat(told).isEqualTo(10);
  }

  @Test
  void doesNotWait_whenNothingFailed() {
    assertThat(backOff.isWaiting()).isFalse();
    assertThat(backOff.left()).isZero();
    assertThat(backOff.reset()).isFalse();
  }

  private Duration waited() {
    backOff.begin("away");
    return backOff.left();
  }
}
