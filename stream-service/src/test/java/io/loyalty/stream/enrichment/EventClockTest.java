package io.loyalty.stream.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventClockTest {
  private static final long DELAY = Duration.ofSeconds(10).toMillis();
  private static final long WALL = Duration.ofDays(20_000).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final EventClock clock = new EventClock(DAY, WALL, DELAY);

  @Test
  void goesOnWithTheStream_andByTheWallClockWhileNothingComes() {
    clock.tick(-1, WALL + 1000);
    assertThat(clock.now()).isEqualTo(DAY + 1000);
    clock.advance(3 * DAY, WALL + 1500);
    clock.advance(2 * DAY, WALL + 1600);
    assertThat(clock.now()).isEqualTo(3 * DAY);
    clock.tick(3 * DAY, WALL + 2500);
    assertThat(clock.now()).isEqualTo(3 * DAY + 1000);
  }

  @Test
  void tellsThatNothingIsOver_untilTheDelayHasPassedSinceTheStart() {
    clock.tick(-1, WALL + DELAY - 1);
    assertThat(clock.over()).isEqualTo(Long.MIN_VALUE);
    clock.tick(-1, WALL + DELAY);
    assertThat(clock.over()).isEqualTo(DAY);
  }

  @Test
  void tellsWhatIsOver_noEarlierThanADelayAfterItWasReached() {
    for (int day = 1; day <= 40; day++) {
      clock.advance(day * DAY, WALL + day * 1000L);
    }
    assertThat(clock.over()).isEqualTo(30 * DAY);
    clock.tick(40 * DAY, WALL + 41_000);
    assertThat(clock.over()).isEqualTo(31 * DAY);
  }

  @Test
  void tellsAllThatWasReached_whenThereIsNoDelay() {
    var prompt = new EventClock(DAY, WALL, 0);
    assertThat(prompt.over()).isEqualTo(DAY);
    prompt.advance(2 * DAY, WALL);
    assertThat(prompt.over()).isEqualTo(2 * DAY);
    prompt.tick(2 * DAY, WALL + 1);
    assertThat(prompt.over()).isEqualTo(2 * DAY + 1);
  }

  @Test
  void waitsAWholeDelayAfterTheWallClockWasSetBack_andNoLonger() {
    clock.advance(2 * DAY, WALL + 5000);
    long setBack = WALL - Duration.ofHours(1).toMillis();
    clock.advance(3 * DAY, setBack);
    clock.tick(3 * DAY, setBack + DELAY - 1);
    assertThat(clock.over()).isEqualTo(Long.MIN_VALUE);
    clock.tick(3 * DAY, setBack + DELAY);
    assertThat(clock.over()).isEqualTo(3 * DAY);
  }
}
