package io.loyalty.ingestion.record;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What an event must hold to beside its contract.
 *
 * @param acceptedPast how long ago an event may have occurred
 * @param acceptedFuture how far ahead of our clock an event may have occurred
 * @param maxViolations the most violations that are listed of one event, 1 to 1,000
 * @param maxFoundLength the most characters that are shown of what was found, 8 to 1,024
 * @param deriveId whether an id that is no UUID becomes one, from source and id (version 5), in
 *     place of being a violation
 */
@Validated
@ConfigurationProperties("ingestion.record")
public record RecordProperties(
    @NotNull @DefaultValue("P10Y") Period acceptedPast,
    @NotNull @DefaultValue("P1D") Duration acceptedFuture,
    @Min(1) @Max(1_000) @DefaultValue("20") int maxViolations,
    @Min(8) @Max(1_024) @DefaultValue("64") int maxFoundLength,
    @DefaultValue("false") boolean deriveId) {
  private static final Period LONGEST_PAST = Period.ofYears(1_000);
  private static final Duration LONGEST_FUTURE = Duration.ofDays(366_000);

  /** Checks the window. */
  public RecordProperties {
    if (acceptedPast.isNegative()
        || acceptedPast.toTotalMonths() > LONGEST_PAST.toTotalMonths()
        || LocalDate.EPOCH.minus(acceptedPast).isBefore(LocalDate.EPOCH.minus(LONGEST_PAST))) {
      throw new IllegalArgumentException(
          "ingestion.record.accepted-past is %s; it counts backwards, so set it to P0D up to %s"
              .formatted(acceptedPast, LONGEST_PAST));
    }
    if (acceptedFuture.isNegative() || acceptedFuture.compareTo(LONGEST_FUTURE) > 0) {
      throw new IllegalArgumentException(
          "ingestion.record.accepted-future is %s; set it to PT0S up to P%dD"
              .formatted(acceptedFuture, LONGEST_FUTURE.toDays()));
    }
  }

  /** Every setting at its default. */
  public static RecordProperties defaults() {
    return new RecordProperties(Period.ofYears(10), Duration.ofDays(1), 20, 64, false);
  }
}
