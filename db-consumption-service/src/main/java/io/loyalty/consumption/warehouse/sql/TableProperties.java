package io.loyalty.consumption.warehouse.sql;

import io.loyalty.consumption.batch.EventWindow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Tells how rows are loaded.
 *
 * @param acceptedPast how far back an event may have occurred; an older one becomes a dead letter
 * @param acceptedFuture how far ahead an event may have occurred, by clocks that are wrong
 * @param retention how long tables keep events: their partitions are dropped once all their events
 *     are older. At least {@code accepted-past}. Without one, for ever. Needs the tables' owner
 * @param migrations who changes the tables. APPLY: the service does when it starts. CHECK: it waits
 *     until the command {@code migrate} has done so, and needs no rights to change tables
 * @param stagedBatches for how many batches of a topic staging goes on after a duplicate
 * @param sharedRows topics with at most so many rows in a batch, child rows included, are written
 *     together in a few round trips, which pays where the database is one network away; 0 writes
 *     each topic by itself
 * @param breaker how many rows may be refused before the topic is held
 * @param timeouts the limits after which a hanging load is ended
 */
@Validated
@ConfigurationProperties("consumption.table")
public record TableProperties(
    @DefaultValue("P10Y") @NotNull Period acceptedPast,
    @DefaultValue("P1D") @NotNull Duration acceptedFuture,
    @Nullable Period retention,
    @DefaultValue("APPLY") @NotNull MigrationMode migrations,
    @DefaultValue("20") @Positive int stagedBatches,
    @DefaultValue("200") @PositiveOrZero int sharedRows,
    @DefaultValue @NotNull @Valid Breaker breaker,
    @DefaultValue @NotNull Timeouts timeouts) {

  /**
   * Limits how many rows may be refused: a topic with more refused rows is held, because then the
   * table is probably wrong and not the rows.
   *
   * @param share the share of a batch's records, 0 to 1, above which a topic is held if the
   *     database refuses them and they are more than {@code records}
   * @param records the number of records of a batch that may always be refused. Records that are
   *     refused within these bounds become dead letters
   */
  public record Breaker(
      @DefaultValue("0.1") @DecimalMin("0") @DecimalMax("1") double share,
      @DefaultValue("100") @PositiveOrZero int records) {
    /** Returns how many of this number of records may be refused. */
    public int most(long of) {
      return (int) Math.min(Integer.MAX_VALUE - 1, Math.max(records, (long) (share * of)));
    }
  }

  /**
   * Holds the timeouts that end a hanging load.
   *
   * @param connect the timeout of a connection to the database
   * @param statement the timeout of one statement; at most half of {@code
   *     consumption.topic.max-poll-interval}
   * @param lock the timeout of one lock; shorter than statement
   * @param idleInTransaction the time after which the server ends a load that sends nothing more
   */
  public record Timeouts(
      @DefaultValue("10s") @NotNull Duration connect,
      @DefaultValue("60s") @NotNull Duration statement,
      @DefaultValue("10s") @NotNull Duration lock,
      @DefaultValue("30s") @NotNull Duration idleInTransaction) {}

  /** Validates that the times are consistent. */
  public TableProperties {
    if (acceptedPast.isNegative() || acceptedFuture.isNegative()) {
      throw new IllegalArgumentException(
          "consumption.table.accepted-past and accepted-future are not negative");
    }
    LocalDate anyDay = LocalDate.of(2000, 1, 31);
    if (retention != null && anyDay.minus(acceptedPast).isBefore(anyDay.minus(retention))) {
      throw new IllegalArgumentException(
          "consumption.table.accepted-past (%s) must be at most retention (%s), or events would be dropped as soon as they are loaded"
              .formatted(acceptedPast, retention));
    }
    if (timeouts.lock().compareTo(timeouts.statement()) >= 0) {
      throw new IllegalArgumentException(
          "consumption.table.timeouts.lock (%s) must be shorter than statement (%s)"
              .formatted(timeouts.lock(), timeouts.statement()));
    }
  }

  /** Returns the window of events that the tables accept. */
  public EventWindow window(Clock clock) {
    return new EventWindow(acceptedPast, acceptedFuture, clock);
  }
}
