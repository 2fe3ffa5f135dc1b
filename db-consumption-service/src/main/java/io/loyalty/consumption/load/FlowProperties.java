package io.loyalty.consumption.load;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the flow waits for what.
 *
 * @param backOff the first wait after a fault that passes by itself; it doubles
 * @param backOffMost the longest such wait
 * @param retryHeld the time after which a partition on hold is tried again
 * @param idleRefresh how often partitions with nothing to load are noted as loaded through now
 */
@Validated
@ConfigurationProperties("consumption.flow")
public record FlowProperties(
    @DefaultValue("200ms") @NotNull Duration backOff,
    @DefaultValue("10s") @NotNull Duration backOffMost,
    @DefaultValue("15s") @NotNull Duration retryHeld,
    @DefaultValue("3s") @NotNull Duration idleRefresh) {
  /** Checks that the times fit each other. */
  public FlowProperties {
    if (backOff.isZero() || backOff.isNegative() || backOff.compareTo(backOffMost) > 0) {
      throw new IllegalArgumentException(
          "consumption.flow.back-off (%s) must be more than 0 and at most back-off-most (%s)"
              .formatted(backOff, backOffMost));
    }
  }
}
