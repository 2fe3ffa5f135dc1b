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
 * Tells how topics are read.
 *
 * @param prefix of the programme's topics and of the consumer group
 * @param metadataMaxAge how long a new topic or partition may stay unnoticed
 * @param sessionTimeout after which a silent instance loses its partitions to the others
 * @param maxPollInterval after which an instance that reads no more loses its partitions
 * @param fetch how the broker batches
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
   * Tells how the broker batches.
   *
   * @param minBytes the broker waits for so much
   * @param maxWait but no longer than this
   * @param maxBytes the most of one answer
   * @param maxRecords the most records of one poll
   */
  public record Fetching(
      @DefaultValue("64KB") @NotNull DataSize minBytes,
      @DefaultValue("50ms") @NotNull Duration maxWait,
      @DefaultValue("16MB") @NotNull DataSize maxBytes,
      @DefaultValue("5000") @Positive int maxRecords) {}

  /** Checks that the times fit each other. */
  public TopicProperties {
    if (sessionTimeout.compareTo(maxPollInterval) >= 0) {
      throw new IllegalArgumentException(
          "consumption.topic.session-timeout (%s) must be shorter than max-poll-interval (%s)"
              .formatted(sessionTimeout, maxPollInterval));
    }
  }
}
