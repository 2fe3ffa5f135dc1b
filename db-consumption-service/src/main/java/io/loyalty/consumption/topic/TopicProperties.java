package io.loyalty.consumption.topic;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Configures how topics are read.
 *
 * @param prefix the programme: topics are {@code <prefix>.<event-type>}; the consumer group is
 *     {@code <prefix>.db-consumption.<warehouse>}. The database remembers it, too
 * @param metadataMaxAge how long a new topic or partition may stay unnoticed
 * @param sessionTimeout the time after which a silent instance loses its partitions to the others;
 *     shorter than max-poll-interval
 * @param maxPollInterval the time after which an instance that no longer polls loses its partitions
 * @param fetch the limits of a fetch
 */
@Validated
@ConfigurationProperties("consumption.topic")
public record TopicProperties(
    @DefaultValue("loyalty") @NotBlank String prefix,
    @DefaultValue("15s") @NotNull Duration metadataMaxAge,
    @DefaultValue("10s") @NotNull Duration sessionTimeout,
    @DefaultValue("5m") @NotNull Duration maxPollInterval,
    @DefaultValue @NotNull Fetching fetch) {

  /**
   * Limits a fetch.
   *
   * @param minBytes the bytes that the broker waits for before it answers
   * @param maxWait the longest time that the broker waits for them
   * @param maxBytes the largest answer to one fetch
   * @param maxRecords the most records of one poll
   */
  public record Fetching(
      @DefaultValue("64KB") @NotNull DataSize minBytes,
      @DefaultValue("50ms") @NotNull Duration maxWait,
      @DefaultValue("16MB") @NotNull DataSize maxBytes,
      @DefaultValue("5000") @Positive int maxRecords) {}

  /** Validates that the times are consistent. */
  public TopicProperties {
    if (sessionTimeout.compareTo(maxPollInterval) >= 0) {
      throw new IllegalArgumentException(
          "consumption.topic.session-timeout (%s) must be shorter than max-poll-interval (%s)"
              .formatted(sessionTimeout, maxPollInterval));
    }
  }
}
