package io.loyalty.consumption.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SpeedLimitTest {
  private final SetClock clock = new SetClock();

  @Test
  void letsEverythingPass_withoutALimit() {
    SpeedLimit none = new SpeedLimit(null, clock);
    none.passed(1_000_000);
    assertThat(none.left()).isZero();
    assertThat(none.batch(20_000)).isEqualTo(20_000);
  }

  @Test
  void makesABatchASecondsWorthAtMost() {
    assertThat(new SpeedLimit(300, clock).batch(20_000)).isEqualTo(300);
    assertThat(new SpeedLimit(30_000, clock).batch(20_000)).isEqualTo(20_000);
  }

  @Test
  void waitsAsLongAsTheRecordsMayTake() {
    SpeedLimit limit = new SpeedLimit(100, clock);
    assertThat(limit.left()).isZero();
    limit.passed(50);
    assertThat(limit.left()).isEqualTo(Duration.ofMillis(500));
    clock.now = clock.now.plusMillis(400);
    assertThat(limit.left()).isEqualTo(Duration.ofMillis(100));
    limit.passed(10);
    assertThat(limit.left()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void savesNothingUp_whereItWasSlowerThanAllowed() {
    SpeedLimit limit = new SpeedLimit(100, clock);
    limit.passed(100);
    clock.now = clock.now.plusSeconds(60);
    assertThat(limit.left()).isZero();
    limit.passed(100);
    assertThat(limit.left()).isEqualTo(Duration.ofSeconds(1));
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-03-14T12:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
