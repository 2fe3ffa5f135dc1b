package io.loyalty.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final long IDLE = 10;

  private final Watermark watermark = new Watermark(3, IDLE);

  @Test
  void isNotKnownBeforeEachReaderHasSaidHowFarItIs() {
    watermark.mark(0, 1_000, 500L);
    watermark.mark(2, 1_000, 500L);
    assertThat(watermark.isKnown()).isFalse();
    watermark.mark(1, 1_000, null);
    assertThat(watermark.isKnown()).isTrue();
  }

  @Test
  void isThatOfTheSlowestReader() {
    watermark.mark(0, 1_000, 9_000L);
    watermark.mark(1, 1_001, 40L);
    watermark.mark(2, 1_002, 7_000L);
    assertThat(watermark.passed()).isEqualTo(40);
    assertThat(watermark.sent()).isEqualTo(1_000);
    watermark.mark(1, 2_000, 8_000L);
    assertThat(watermark.passed()).isEqualTo(7_000);
  }

  @Test
  void waitsForNoReaderThatIsIdle() {
    watermark.mark(0, 1_000, 9_000L);
    watermark.mark(1, 1_000, null);
    watermark.mark(2, 1_000, null);
    assertThat(watermark.passed()).isEqualTo(9_000);
  }

  @Test
  void isTheWallClockLessTheIdleTimeIfAllAreIdle() {
    watermark.mark(0, 1_000, null);
    watermark.mark(1, 1_500, null);
    watermark.mark(2, 2_000, null);
    assertThat(watermark.passed()).isEqualTo(1_000 - IDLE);
  }

  @Test
  void goesBackToAReaderThatIsNoLongerIdle() {
    watermark.mark(0, 1_000, 9_000L);
    watermark.mark(1, 1_000, null);
    watermark.mark(2, 1_000, null);
    watermark.mark(1, 1_100, 60L);
    assertThat(watermark.passed()).isEqualTo(60);
  }
}
