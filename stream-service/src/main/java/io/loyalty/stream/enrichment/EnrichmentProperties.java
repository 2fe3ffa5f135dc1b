package io.loyalty.stream.enrichment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the stage {@code enrichment}.
 *
 * @param pointsWindow how long before and after a basket its points may be booked. A basket without
 *     points waits so long, in event time, and holds the later baskets of its member. 1s to 24h
 * @param pointsPatience how long it waits after that, by the wall clock, 0s to 10m. It is for days
 *     that are loaded within minutes
 * @param offerValidity how long a received offer stays open, in event time, unless it is completed.
 *     1h to 3650d
 * @param maxOffers the offers that are kept of each member, the newest; 1 to 100
 */
@Validated
@ConfigurationProperties("stream.enrichment")
record EnrichmentProperties(
    @DefaultValue("10m") @NotNull Duration pointsWindow,
    @DefaultValue("10s") @NotNull Duration pointsPatience,
    @DefaultValue("30d") @NotNull Duration offerValidity,
    @DefaultValue("20") @Min(1) @Max(100) int maxOffers) {
  EnrichmentProperties {
    within("points-window", pointsWindow, Duration.ofSeconds(1), Duration.ofHours(24));
    within("points-patience", pointsPatience, Duration.ZERO, Duration.ofMinutes(10));
    within("offer-validity", offerValidity, Duration.ofHours(1), Duration.ofDays(3650));
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "stream.enrichment.%s is %s; it is from %s to %s".formatted(key, value, least, most));
    }
  }
}
