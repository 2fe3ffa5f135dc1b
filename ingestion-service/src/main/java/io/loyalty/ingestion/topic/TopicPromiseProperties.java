package io.loyalty.ingestion.topic;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the promise is kept that a topic can be replayed.
 *
 * @param allowed settings that may break it, each as {@code topic:setting}
 * @param interval how often the topics are looked at while the service runs
 */
@Validated
@ConfigurationProperties("ingestion.topic.promise")
public record TopicPromiseProperties(
    @DefaultValue Set<@Pattern(regexp = "[a-zA-Z0-9._-]+:[a-z.]+") String> allowed,
    @DefaultValue("10m") Duration interval) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Checks what the annotations can't. */
  public TopicPromiseProperties {
    allowed = Set.copyOf(allowed);
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "ingestion.topic.promise.interval is %s; it is at least 1s".formatted(interval));
    }
  }

  boolean allows(TopicDeviation deviation) {
    return allowed.contains(deviation.name());
  }
}
