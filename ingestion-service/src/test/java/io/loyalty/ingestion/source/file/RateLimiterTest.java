package io.loyalty.ingestion.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);

  @Test
  void neverWaits_whenThereIsNoLimit() {
    RateLimiter pace = new RateLimiter(0, nanos::get);
    pace.took(1_000_000);

    assertThat(pace.pause()).isZero();
    assertThat(pace.step(100)).isEqualTo(100);
  }

  @Test
  void takesTheLimitInASecond_alsoWhenEachWaitEndsLate() {
    RateLimiter pace = new RateLimiter(1_000, nanos::get);
    long began = nanos.get();
    int lines = 0;
    while (nanos.get() - began < Duration.ofSeconds(10).toNanos()) {
      nanos.addAndGet(pace.pause().plusMillis(3).toNanos());
      pace.took(pace.step(100));
      lines += pace.step(100);
    }

    assertThat(lines).isBetween(9_900, 10_150);
  }

  @Test
  void doesNotMakeUpForALongHold() {
    RateLimiter pace = new RateLimiter(100, nanos::get);
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());

    int burst = 0;
    while (pace.pause().isZero()) {
      pace.took(pace.step(100));
      burst += pace.step(100);
    }

    assertThat(burst).isLessThanOrEqualTo(20);
  }

  @Test
  void takesSingleLines_whenTheLimitIsLow() {
    RateLimiter pace = new RateLimiter(2, nanos::get);
    pace.took(1);
    pace.took(1);

    assertThat(pace.step(100)).isEqualTo(1);
    assertThat(pace.pause()).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
  }
}
