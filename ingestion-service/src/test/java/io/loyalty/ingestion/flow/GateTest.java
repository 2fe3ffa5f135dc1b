package io.loyalty.ingestion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
  private Duration oldest = Duration.ZERO;
  private long now;
  private final Gate gate = new Gate(() -> oldest, Duration.ofSeconds(1), () -> now);

  @Test
  void holdsWhileTheOldestRecordWaitsTooLong() {
    oldest = Duration.ofMillis(999);
    assertThat(gate.open()).isTrue();
    oldest = Duration.ofSeconds(1);
    assertThat(gate.open()).isFalse();
    assertThat(gate.reason()).hasValueSatisfying(reason -> assertThat(reason).contains("Kafka"));
    oldest = Duration.ZERO;
    assertThat(gate.open()).isTrue();
  }

  @Test
  void holdsForAWhileAfterARecordCouldNotBeWritten_longerEachTime() {
    gate.failed("no permission");
    assertThat(gate.open()).isFalse();
    assertThat(gate.reason()).contains("a record could not be written: no permission");
    pass(Duration.ofMillis(1_100));
    assertThat(gate.open()).isTrue();

    gate.failed("no permission");
    pass(Duration.ofMillis(1_100));
    assertThat(gate.open()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(gate.open()).isTrue();
  }

  @Test
  void manyFailuresOfOneMomentCountOnce() {
    for (int times = 0; times < 100; times++) {
      gate.failed("no permission");
    }
    pass(Duration.ofMillis(1_100));
    assertThat(gate.open()).isTrue();
  }

  @Test
  void aRecordThatIsWrittenOpensAtOnce() {
    gate.failed("no permission");
    gate.succeeded();
    assertThat(gate.open()).isTrue();
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
