package io.loyalty.consumption.table;

import io.loyalty.consumption.batch.EventWindow;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How rows are loaded.
 *
 * @param acceptedPast how far back an event may have occurred
 * @param acceptedFuture how far ahead an event may have occurred, by clocks that are wrong
 * @param stagedBatches for how many batches of a topic staging goes on after a duplicate
 * @param timeouts what ends a load that hangs
 */
@Validated
@ConfigurationProperties("consumption.table")
public record TableProperties(
    @DefaultValue("P10Y") @NotNull Period acceptedPast,
    @DefaultValue("P1D") @NotNull Duration acceptedFuture,
    @DefaultValue("20") @Positive int stagedBatches,
    @DefaultValue @NotNull Timeouts timeouts) {

  /**
   * What ends a load that hangs.
   *
   * @param connect for a connection
   * @param statement for one statement
   * @param lock for one lock
   * @param idleInTransaction for a client that sends nothing more
   */
  public record Timeouts(
      @DefaultValue("10s") @NotNull Duration connect,
      @DefaultValue("60s") @NotNull Duration statement,
      @DefaultValue("10s") @NotNull Duration lock,
      @DefaultValue("30s") @NotNull Duration idleInTransaction) {}

  /** Checks that the times fit each other. */
  public TableProperties {
    if (acceptedPast.isNegative() || acceptedFuture.isNegative()) {
      throw new IllegalArgumentException(
          "consumption.table.accepted-past and accepted-future are not negative");
    }
    if (timeouts.lock().compareTo(timeouts.statement()) >= 0) {
      throw new IllegalArgumentException(
          "consumption.table.timeouts.lock (%s) must be shorter than statement (%s)"
              .formatted(timeouts.lock(), timeouts.statement()));
    }
  }

  /** The events that the tables take. */
  public EventWindow window(Clock clock) {
    return new EventWindow(acceptedPast, acceptedFuture, clock);
  }
}
