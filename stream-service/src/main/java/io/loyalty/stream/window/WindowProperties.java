package io.loyalty.stream.window;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Configures what all windows share.
 *
 * @param idle the time after which a partition without events no longer keeps windows open, 100ms
 *     to 10m: longer than the broker may take to answer
 */
@Validated
@ConfigurationProperties("stream.window")
public record WindowProperties(@DefaultValue("10s") @NotNull Duration idle) {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** Checks what the annotations can't. */
  public WindowProperties {
    if (idle.compareTo(SHORTEST) < 0 || idle.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "stream.window.idle is %s; it is from %s to %s".formatted(idle, SHORTEST, LONGEST));
    }
  }
}
