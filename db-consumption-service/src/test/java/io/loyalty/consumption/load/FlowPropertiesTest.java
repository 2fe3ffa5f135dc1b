package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowPropertiesTest {
  private static final FlowProperties TIMES =
      new FlowProperties(
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(3),
          12);

  @Test
  void theMorePartitionsAreIdleTheLessOftenTheyAreNoted_butAtLeastEveryHalfMinute() {
    assertThat(TIMES.idlePause(0)).isZero();
    assertThat(TIMES.idlePause(12)).isEqualTo(Duration.ofSeconds(1));
    assertThat(TIMES.idlePause(120)).isEqualTo(Duration.ofSeconds(10));
    assertThat(TIMES.idlePause(10_000)).isEqualTo(Duration.ofSeconds(30));
  }
}
