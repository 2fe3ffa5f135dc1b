package io.loyalty.consumption.replay;

import io.loyalty.consumption.load.FlowProperties;
import io.loyalty.consumption.run.RunTimes;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How replays are run.
 *
 * @param lease the time after which the replay of a worker that is gone is taken over; at least
 *     three times poll
 * @param poll how often a worker looks for a replay, and whether to continue its own; ten times
 *     that, how often it looks whether the logs are still there
 * @param retry how long a replay waits after a fault
 * @param expectedRecordsPerSecond the speed that a dry run assumes if there is no earlier replay to
 *     measure, and no slower limit is asked for
 */
@Validated
@ConfigurationProperties("consumption.replay")
public record ReplayProperties(
    @DefaultValue("30s") @NotNull Duration lease,
    @DefaultValue("1s") @NotNull Duration poll,
    @DefaultValue("2s") @NotNull Duration retry,
    @DefaultValue("10000") @Positive int expectedRecordsPerSecond) {
  /** How many polls apart the logs are looked at: a broker that restarts is silent for a while. */
  private static final int POLLS_OF_A_LOOK = 10;

  /** Checks that the times fit each other. */
  public ReplayProperties {
    RunTimes.checked("consumption.replay", lease, poll, retry);
  }

  /** The times of the worker. */
  public RunTimes times() {
    return new RunTimes(lease, poll, retry);
  }

  /** How long the loop of a replay waits. */
  FlowProperties waits() {
    return new FlowProperties(retry, retry, retry, poll.multipliedBy(POLLS_OF_A_LOOK), 1);
  }
}
