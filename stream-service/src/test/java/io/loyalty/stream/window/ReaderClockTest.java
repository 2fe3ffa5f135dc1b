package io.loyalty.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReaderClockTest {
  private final ReaderClock clock = new ReaderClock(List.of("fast", "slow"));

  private void ticks(int count) {
    for (int tick = 0; tick < count; tick++) {
      clock.tick();
    }
  }

  @Test
  void isNotKnownBeforeEachTopicIsHeardOf() {
    assertThat(clock.isKnown()).isFalse();
    clock.read("fast", 100);
    assertThat(clock.isKnown()).isFalse();
    clock.read("slow", 5);
    assertThat(clock.isKnown()).isTrue();
  }

  @Test
  void isThatOfTheSlowestTopic_whateverIsOutOfOrderThere() {
    clock.read("fast", 100);
    clock.read("slow", 50);
    clock.read("slow", 20);
    assertThat(clock.passed()).hasValue(50);
  }

  @Test
  void waitsForNoTopicThatIsIdle() {
    clock.read("fast", 100);
    ticks(ReaderClock.IDLE_TICKS);
    clock.read("fast", 101);
    assertThat(clock.isKnown()).isFalse();
    clock.tick();
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.passed()).hasValue(101);
  }

  @Test
  void isEmptyIfAllAreIdle() {
    ticks(ReaderClock.IDLE_TICKS + 1);
    assertThat(clock.isKnown()).isTrue();
    assertThat(clock.passed()).isEmpty();
  }

  @Test
  void waitsAgainForATopicThatIsNoLongerIdle() {
    clock.read("fast", 100);
    ticks(ReaderClock.IDLE_TICKS + 1);
    clock.read("fast", 200);
    clock.read("slow", 30);
    assertThat(clock.passed()).hasValue(30);
  }

  @Test
  void knowsATopicThatNobodyNamed() {
    clock.read("fast", 100);
    clock.read("slow", 90);
    clock.read("new", 80);
    assertThat(clock.passed()).hasValue(80);
  }
}
