package io.loyalty.consumption.replay;

import io.loyalty.consumption.load.FlowProperties;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replays are run.
 *
 * @param lease after which the replay of a worker that is gone is taken over by another
 * @param poll how often a worker looks for a replay, and whether its own is to go on
 * @param retry how long a replay waits after a fault
 * @param expectedRecordsPerSecond what a dry run reckons with where no earlier replay tells a speed
 */
@Validated
@ConfigurationProperties("consumption.replay")
public record ReplayProperties(
    @DefaultValue("30s") @NotNull Duration lease,
    @DefaultValue("1s") @NotNull Duration poll,
    @DefaultValue("2s") @NotNull Duration retry,
    @DefaultValue("10000") @Positive int expectedRecordsPerSecond) {
  /** How often the logs are looked at: a broker that restarts is silent for some seconds. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** Checks that the times fit each other. */
  public ReplayProperties {
    if (poll.isZero() || poll.isNegative() || retry.isZero() || retry.isNegative()) {
      throw new IllegalArgumentException(
          "consumption.replay.poll (%s) and retry (%s) must be more than 0".formatted(poll, retry));
    }
    if (lease.compareTo(poll.multipliedBy(3)) < 0) {
      throw new IllegalArgumentException(
          "consumption.replay.lease (%s) must be at least three times poll (%s)"
              .formatted(lease, poll));
    }
  }

  /** How long the loop of a replay waits. */
  FlowProperties waits() {
    return new FlowProperties(retry, retry, retry, LOOK);
  }
}
