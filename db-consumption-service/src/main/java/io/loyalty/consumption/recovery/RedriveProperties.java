package io.loyalty.consumption.recovery;

import io.loyalty.consumption.load.FlowProperties;
import io.loyalty.consumption.run.RunTimes;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures redrives and previews of dead letters.
 *
 * @param lease the time after which the redrive of a worker that is gone is taken over; at least
 *     three times poll
 * @param poll how often a worker looks for a redrive, and for the results of its own; ten times
 *     that, how often it looks whether the logs are still there
 * @param retry how long a redrive waits after a fault
 * @param recordsPerSecond the most dead letters that a redrive tries in a second, unless it is
 *     asked for another rate; live events go first
 * @param previewRecordsPerSecond the same of a preview, which publishes nothing
 */
@Validated
@ConfigurationProperties("consumption.redrive")
public record RedriveProperties(
    @DefaultValue("30s") @NotNull Duration lease,
    @DefaultValue("1s") @NotNull Duration poll,
    @DefaultValue("2s") @NotNull Duration retry,
    @DefaultValue("500") @Positive int recordsPerSecond,
    @DefaultValue("5000") @Positive int previewRecordsPerSecond) {
  /** How many polls apart the logs are looked at: a broker that restarts is silent for a while. */
  private static final int POLLS_OF_A_LOOK = 10;

  /** Checks that the times fit each other. */
  public RedriveProperties {
    RunTimes.checked("consumption.redrive", lease, poll, retry);
  }

  /** Returns the times of the worker. */
  public RunTimes times() {
    return new RunTimes(lease, poll, retry);
  }

  /** Returns how long the loop of a redrive waits. */
  FlowProperties waits() {
    return new FlowProperties(retry, retry, retry, poll.multipliedBy(POLLS_OF_A_LOOK), 1);
  }

  int rate(boolean dryRun) {
    return dryRun ? previewRecordsPerSecond : recordsPerSecond;
  }
}
