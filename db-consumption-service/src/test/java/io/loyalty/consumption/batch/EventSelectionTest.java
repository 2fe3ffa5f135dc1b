package io.loyalty.consumption.batch;

import static io.loyalty.consumption.batch.EventSelection.Verdict.REFUSED;
import static io.loyalty.consumption.batch.EventSelection.Verdict.SKIPPED;
import static io.loyalty.consumption.batch.EventSelection.Verdict.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.batch.EventSelection.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class EventSelectionTest {
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final Instant OLDEST = Instant.parse("2025-03-14T12:00:00Z");
  private static final Instant NEWEST = Instant.parse("2026-03-15T12:00:00Z");
  private static final EventWindow WINDOW =
      new EventWindow(Period.ofYears(1), Duration.ofDays(1), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void refusesInTheLoadWhatIsOutsideTheWindow() {
    EventSelection load = EventSelection.of(WINDOW);
    assertThat(judge(load, OLDEST)).isEqualTo(TAKEN);
    assertThat(judge(load, before(OLDEST))).isEqualTo(REFUSED);
    assertThat(judge(load, NEWEST)).isEqualTo(TAKEN);
    assertThat(judge(load, after(NEWEST))).isEqualTo(REFUSED);
  }

  @Test
  void leavesOutInAReplayWhatHasBecomeTooOld_andRefusesWhatIsTooFarAhead() {
    EventSelection replay = EventSelection.between(WINDOW, null, null);
    assertThat(judge(replay, OLDEST)).isEqualTo(TAKEN);
    assertThat(judge(replay, before(OLDEST))).isEqualTo(SKIPPED);
    assertThat(judge(replay, after(NEWEST))).isEqualTo(REFUSED);
  }

  @Test
  void takesFromAMomentToBeforeAnother() {
    Instant to = NOW.plusSeconds(10);
    EventSelection asked = EventSelection.between(WINDOW, NOW, to);
    assertThat(judge(asked, before(NOW))).isEqualTo(SKIPPED);
    assertThat(judge(asked, NOW)).isEqualTo(TAKEN);
    assertThat(judge(asked, before(to))).isEqualTo(TAKEN);
    assertThat(judge(asked, to)).isEqualTo(SKIPPED);
    assertThat(judge(EventSelection.between(WINDOW, NOW, null), NEWEST)).isEqualTo(TAKEN);
    assertThat(judge(EventSelection.between(WINDOW, null, NOW), OLDEST)).isEqualTo(TAKEN);
  }

  @Test
  void leavesOutWhatWasNotAskedFor_alsoOutsideTheWindow() {
    EventSelection asked = EventSelection.between(WINDOW, NOW, NOW.plusSeconds(1));
    assertThat(judge(asked, after(NEWEST))).isEqualTo(SKIPPED);
  }

  /**
   * Events are truncated to microseconds, so a bound within a microsecond is after the events of
   * that microsecond.
   */
  @Test
  void countsAPartOfAMicrosecondAsTheWhole() {
    Instant within = NOW.plusNanos(1);
    assertThat(judge(EventSelection.between(WINDOW, within, null), NOW)).isEqualTo(SKIPPED);
    assertThat(judge(EventSelection.between(WINDOW, null, within), NOW)).isEqualTo(TAKEN);
    assertThat(judge(EventSelection.between(WINDOW, null, within), after(NOW))).isEqualTo(SKIPPED);
  }

  private static Instant before(Instant time) {
    return time.minus(1, ChronoUnit.MICROS);
  }

  private static Instant after(Instant time) {
    return time.plus(1, ChronoUnit.MICROS);
  }

  private static Verdict judge(EventSelection selection, Instant occurredAt) {
    return selection.bounds().judge(ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt));
  }
}
