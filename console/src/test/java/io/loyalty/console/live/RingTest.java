package io.loyalty.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.console.live.Ring.Count;
import io.loyalty.console.live.Snapshot.Rate;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private final Ring ring = new Ring();

  @Test
  void theFirstSampleHasNoRate() {
    assertThat(ring.add(START, counts(100, 90))).isEmpty();
  }

  @Test
  void aRateIsOverTheLastTenSeconds() {
    for (int second = 0; second <= 60; second++) {
      long events = second < 50 ? 0 : (second - 50) * 30L;
      Map<String, Rate> rates = ring.add(START.plusSeconds(second), counts(events, events / 2));
      if (second == 60) {
        assertThat(rates).containsEntry("purchase", new Rate(30, 15));
      }
    }
  }

  @Test
  void aRateOfFarSamplesIsOverTheTimeBetween() {
    ring.add(START, counts(0, 0));

    assertThat(ring.add(START.plusSeconds(30), counts(60, 30)))
        .containsEntry("purchase", new Rate(2, 1));
  }

  @Test
  void countsThatBecomeLessAreNoNegativeRate() {
    ring.add(START, counts(100, 100));

    assertThat(ring.add(START.plusSeconds(10), counts(10, 10)))
        .containsEntry("purchase", new Rate(0, 0));
  }

  @Test
  void pointsAreAtLeastFiveSecondsApart_andKeptForFifteenMinutes() {
    for (int second = 0; second <= 1_800; second++) {
      ring.add(new Point(START.plusSeconds(second), 0, 0, 0, 0));
    }

    assertThat(ring.points()).hasSize(181);
    assertThat(ring.points().get(0).at()).isEqualTo(START.plusSeconds(900));
  }

  private static Map<String, Count> counts(long produced, long loaded) {
    return Map.of("purchase", new Count(produced, loaded));
  }
}
