package io.loyalty.stream.unique;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures the stage {@code unique}.
 *
 * @param types the event types whose topics are copied without repetitions, separated by commas;
 *     none by default, and then the stage does not run. Change it while no instance runs
 * @param window how long an event is remembered, in event time; one that comes again later passes
 *     again. 1m to 366d
 */
@Validated
@ConfigurationProperties("stream.unique")
record UniqueProperties(
    @DefaultValue Set<String> types, @DefaultValue("72h") @NotNull Duration window) {
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(366);

  UniqueProperties {
    types = Set.copyOf(types);
    if (window.compareTo(LEAST) < 0 || window.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "stream.unique.window is %s; it is from %s to %s".formatted(window, LEAST, MOST));
    }
  }
}
