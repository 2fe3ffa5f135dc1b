package io.loyalty.consumption.proof;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the reconciliation of the log with the warehouse.
 *
 * @param interval the time from the end of a reconcile of all topics to the next, at least 1s; the
 *     first begins after it, but at most a minute after the start
 * @param statementTimeout the timeout of one query of a reconcile to the database, which may read a
 *     whole table; at least 1s
 * @param lease the time after which the reconcile of an instance that is gone counts as abandoned,
 *     and another may begin; at least 1s. Its progress is noted ten times in it
 */
@Validated
@ConfigurationProperties("consumption.proof")
public record ProofProperties(
    @DefaultValue("10m") @NotNull Duration interval,
    @DefaultValue("10m") @NotNull Duration statementTimeout,
    @DefaultValue("30s") @NotNull Duration lease) {
  /** Validates the times. */
  public ProofProperties {
    if (interval.toSeconds() < 1 || statementTimeout.toSeconds() < 1 || lease.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "consumption.proof.interval (%s), statement-timeout (%s) and lease (%s) must be 1s or more"
              .formatted(interval, statementTimeout, lease));
    }
  }
}
