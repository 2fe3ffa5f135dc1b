package io.loyalty.ingestion.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The queue and how it is read. Credentials are not here: the SDK finds them by its default chain.
 *
 * @param url the queue's URL
 * @param endpoint where SQS is, if not at AWS
 * @param region the AWS region; without it the SDK's default chain decides
 * @param polls long polls at the same time
 * @param waitTime how long one poll waits for a message
 * @param visibilityTimeout how long the queue hides a received message; renewed at a third of it
 * @param maxMessages messages in work at most
 * @param maxSize bytes of messages in work above which no further poll begins
 * @param deletes delete requests at the same time
 * @param deleteAge how long a delete waits for others to share its request
 */
@Validated
@ConfigurationProperties("ingestion.queue")
public record QueueProperties(
    @NotNull URI url,
    URI endpoint,
    String region,
    @DefaultValue("4") @Min(1) @Max(64) int polls,
    @DefaultValue("20s") Duration waitTime,
    @DefaultValue("60s") Duration visibilityTimeout,
    @DefaultValue("4000") @Max(100_000) int maxMessages,
    @DefaultValue("32MB") DataSize maxSize,
    @DefaultValue("2") @Min(1) @Max(32) int deletes,
    @DefaultValue("100ms") Duration deleteAge) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration SHORTEST_VISIBILITY = Duration.ofSeconds(6);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /** Checks what the annotations can't. */
  public QueueProperties {
    require(
        waitTime.compareTo(LONGEST_WAIT) <= 0 && waitTime.toSeconds() >= 1,
        "ingestion.queue.wait-time is %s; SQS takes 1s to 20s".formatted(waitTime));
    require(
        visibilityTimeout.compareTo(SHORTEST_VISIBILITY) >= 0
            && visibilityTimeout.compareTo(LONGEST_VISIBILITY) <= 0,
        "ingestion.queue.visibility-timeout is %s; it is between 6s and 12h"
            .formatted(visibilityTimeout));
    require(
        maxMessages >= polls * Receiver.BATCH,
        "ingestion.queue.max-messages is %d; %d polls of 10 need at least %d"
            .formatted(maxMessages, polls, polls * Receiver.BATCH));
    require(
        deleteAge.multipliedBy(6).compareTo(visibilityTimeout) <= 0,
        "ingestion.queue.delete-age is %s; it is at most a sixth of visibility-timeout %s"
            .formatted(deleteAge, visibilityTimeout));
  }

  /** The queue's name: the last part of its URL. */
  public String name() {
    String path = url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
