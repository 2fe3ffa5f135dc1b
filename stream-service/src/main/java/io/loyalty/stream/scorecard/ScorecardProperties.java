package io.loyalty.stream.scorecard;

import io.loyalty.stream.window.WindowTimes;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the stage {@code scorecard}.
 *
 * @param grace how much later than its end an hour is closed, in event time, so that what sources
 *     send late is counted; at most 7d
 * @param quiet how long nothing must have come for it before it is closed, by the wall clock, 1ms
 *     to 1h. It is for days that are loaded long after they were, which are past their grace
 * @param clockTolerance by how much an event may have occurred after it was received before the
 *     clock of its source counts as ahead, at most 1h
 */
@Validated
@ConfigurationProperties("stream.scorecard")
record ScorecardProperties(
    @DefaultValue("6h") @NotNull Duration grace,
    @DefaultValue("1m") @NotNull Duration quiet,
    @DefaultValue("30s") @NotNull Duration clockTolerance) {
  private static final Duration HOUR = Duration.ofHours(1);

  ScorecardProperties {
    within("grace", grace, Duration.ZERO, Duration.ofDays(7));
    within("quiet", quiet, Duration.ofMillis(1), HOUR);
    within("clock-tolerance", clockTolerance, Duration.ZERO, HOUR);
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "stream.scorecard.%s is %s; it is from %s to %s".formatted(key, value, least, most));
    }
  }

  /** Returns hours, which nobody asks for while they are open. */
  WindowTimes times() {
    return new WindowTimes(HOUR, grace, quiet, Duration.ZERO);
  }
}
