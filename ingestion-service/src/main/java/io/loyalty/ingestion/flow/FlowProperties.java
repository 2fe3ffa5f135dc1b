package io.loyalty.ingestion.flow;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the flow holds and how it ends.
 *
 * @param holdAfter how long a record may wait for Kafka's acknowledgement before nothing more is
 *     received, at least 100ms
 * @param breakerShare the share of refused events, 0 to 1, above which they are kept in work and
 *     nothing more is received, until somebody releases them; 0 for never
 * @param breakerEvents the number of last events that the share is taken of, 10 to 1000000
 * @param gracePeriod the time from SIGTERM until unfinished messages are given back to the queue,
 *     at least 3s. Keep it below the platform's own limit
 */
@Validated
@ConfigurationProperties("ingestion.flow")
public record FlowProperties(
    @DefaultValue("1s") Duration holdAfter,
    @DefaultValue("0") @DecimalMin("0") @DecimalMax("1") double breakerShare,
    @DefaultValue("1000") @Min(10) @Max(1_000_000) int breakerEvents,
    @DefaultValue("25s") Duration gracePeriod) {
  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(3);

  /** Checks the durations. */
  public FlowProperties {
    if (holdAfter.toMillis() < 100) {
      throw new IllegalArgumentException(
          "ingestion.flow.hold-after is %s; it is at least 100ms".formatted(holdAfter));
    }
    if (gracePeriod.compareTo(SHORTEST_GRACE) < 0) {
      throw new IllegalArgumentException(
          "ingestion.flow.grace-period is %s; it is at least 3s".formatted(gracePeriod));
    }
  }
}
