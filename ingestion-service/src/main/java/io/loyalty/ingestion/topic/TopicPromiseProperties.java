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
 * @param allowed the settings by which records of a topic may be lost or not be replayed, each as
 *     {@code topic:setting}, such as {@code loyalty.device-login:retention.ms}. One that is not
 *     allowed stops the start: a retention that is shorter than the contract's, {@code
 *     retention.bytes}, {@code cleanup.policy} other than {@code delete}, {@code
 *     message.timestamp.type} other than {@code LogAppendTime}, unclean elections, {@code
 *     min.insync.replicas} or {@code replication.factor} below the configured ones, {@code
 *     max.message.bytes} below 4 MiB
 * @param interval how often the topics are checked while the service runs, at least 1s: {@code
 *     ingestion_topic_deviations} shows what breaks the promise then. Needs DESCRIBE_CONFIGS on the
 *     topics where Kafka has ACLs
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
