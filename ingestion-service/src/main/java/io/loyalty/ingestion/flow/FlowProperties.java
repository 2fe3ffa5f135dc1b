package io.loyalty.ingestion.flow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the flow holds and how it ends.
 *
 * @param holdAfter how long a record may wait for its acknowledgement before no more is received
 * @param gracePeriod from the order to stop until what is left in work is given up
 */
@Validated
@ConfigurationProperties("ingestion.flow")
public record FlowProperties(
    @DefaultValue("1s") Duration holdAfter, @DefaultValue("25s") Duration gracePeriod) {
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
