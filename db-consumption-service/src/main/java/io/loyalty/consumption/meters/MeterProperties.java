package io.loyalty.consumption.meters;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures what the meters show.
 *
 * @param refresh how often the warehouse and Kafka are asked for what the meters show, at least
 *     100ms
 */
@Validated
@ConfigurationProperties("consumption.meters")
record MeterProperties(@DefaultValue("15s") @NotNull Duration refresh) {
  /** Checks the time. */
  MeterProperties {
    if (refresh.toMillis() < 100) {
      throw new IllegalArgumentException(
          "consumption.meters.refresh (%s) must be 100ms or more".formatted(refresh));
    }
  }
}
