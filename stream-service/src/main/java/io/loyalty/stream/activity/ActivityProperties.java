package io.loyalty.stream.activity;

import io.loyalty.stream.window.WindowTimes;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the stage {@code activity}.
 *
 * @param grace how much later than its end a minute or an hour is closed, in event time, so that
 *     what tills and apps send late is counted; at most 7d
 * @param quiet how long nothing must have come for it before it is closed, by the wall clock, 1ms
 *     to 1h. It is for days that are loaded long after they were, which are past their grace
 * @param shown how long a closed minute of a store can be queried at {@code GET /stores}, at most
 *     7d
 */
@Validated
@ConfigurationProperties("stream.activity")
record ActivityProperties(
    @DefaultValue("2h") @NotNull Duration grace,
    @DefaultValue("1m") @NotNull Duration quiet,
    @DefaultValue("6h") @NotNull Duration shown) {
  private static final Duration WEEK = Duration.ofDays(7);

  ActivityProperties {
    within("grace", grace, Duration.ZERO, WEEK);
    within("quiet", quiet, Duration.ofMillis(1), Duration.ofHours(1));
    within("shown", shown, Duration.ofMinutes(1), WEEK);
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "stream.activity.%s is %s; it is from %s to %s".formatted(key, value, least, most));
    }
  }

  WindowTimes times(Duration size) {
    return new WindowTimes(size, grace, quiet, shown);
  }
}
