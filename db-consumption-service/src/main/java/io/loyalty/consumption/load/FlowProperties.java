package io.loyalty.consumption.load;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures how long the flow waits for what.
 *
 * @param backOff the first wait after a fault that passes by itself; it doubles
 * @param backOffMost the longest such wait
 * @param retryHeld the time after which a partition on hold is tried again
 * @param idleRefresh how often partitions with nothing to load are noted as loaded through now
 * @param idleRate how many of them are noted in a second: if they are many, each is noted less
 *     often, but at least every 30 seconds
 */
@Validated
@ConfigurationProperties("consumption.flow")
public record FlowProperties(
    @DefaultValue("200ms") @NotNull Duration backOff,
    @DefaultValue("10s") @NotNull Duration backOffMost,
    @DefaultValue("15s") @NotNull Duration retryHeld,
    @DefaultValue("3s") @NotNull Duration idleRefresh,
    @DefaultValue("12") @Positive int idleRate) {
  private static final Duration IDLE_MOST = Duration.ofSeconds(30);

  /** Checks that the times fit each other. */
  public FlowProperties {
    if (backOff.isZero() || backOff.isNegative() || backOff.compareTo(backOffMost) > 0) {
      throw new IllegalArgumentException(
          "consumption.flow.back-off (%s) must be more than 0 and at most back-off-most (%s)"
              .formatted(backOff, backOffMost));
    }
  }

  /** Returns how long so many partitions with nothing to load are not noted again. */
  public Duration idlePause(int partitions) {
    Duration pause = Duration.ofMillis(1_000L * partitions / idleRate);
    return pause.compareTo(IDLE_MOST) < 0 ? pause : IDLE_MOST;
  }
}
