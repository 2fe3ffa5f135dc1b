package io.loyalty.console.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures what is live.
 *
 * @param interval how often the services are asked while somebody watches, once for all browsers;
 *     at least 100ms
 * @param idleInterval how often they are asked while nobody does, so that the chart of the last
 *     minutes has no gap
 * @param listeners the most open pages at the same time that are kept up to date, 1 to 10000; more
 *     show the figures of when they were loaded
 */
@Validated
@ConfigurationProperties("console.live")
record LiveProperties(
    @DefaultValue("1s") @NotNull Duration interval,
    @DefaultValue("10s") @NotNull Duration idleInterval,
    @DefaultValue("500") @Min(1) @Max(10_000) int listeners) {
  private static final Duration LEAST = Duration.ofMillis(100);

  LiveProperties {
    if (interval.compareTo(LEAST) < 0 || idleInterval.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "console.live.interval is %s and console.live.idle-interval is %s: the first is at least 100ms, and the second no shorter"
              .formatted(interval, idleInterval));
    }
  }
}
