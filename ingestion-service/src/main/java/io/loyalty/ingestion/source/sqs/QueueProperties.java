package io.loyalty.ingestion.source.sqs;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The queues and how they are read. Credentials are not here: the SDK finds them by its default
 * chain.
 *
 * @param url the queue's URL, or several; none where files are read in place of a queue
 * @param endpoint where SQS is, if not at AWS
 * @param region the AWS region; without it the SDK's default chain decides
 * @param polls long polls of a queue at the same time, at most, as far as there is room for what
 *     they may bring; an idle queue has one
 * @param waitTime how long one poll waits for a message
 * @param visibilityTimeout how long the queue hides a received message; renewed at a third of it
 * @param maxMessages the former name of {@code ingestion.work.max-messages}; null: not given
 * @param maxSize the former name of {@code ingestion.work.max-size}; null: not given
 * @param deletes delete requests of a queue at the same time
 * @param deleteAge how long a delete waits for others to share its request
 * @param maxReceives deliveries after which a message is a dead letter unopened
 * @param directCalls whether messages are received and deleted by requests like the SDK's, without
 *     the SDK's stages
 * @param depthInterval how often the depth of the queue and of its dead-letter queue is asked for
 */
@Validated
@ConfigurationProperties("ingestion.queue")
public record QueueProperties(
    List<URI> url,
    URI endpoint,
    String region,
    @DefaultValue("96") @Min(1) @Max(128) int polls,
    @DefaultValue("20s") Duration waitTime,
    @DefaultValue("60s") Duration visibilityTimeout,
    @Min(10) @Max(100_000) Integer maxMessages,
    DataSize maxSize,
    @DefaultValue("96") @Min(1) @Max(128) int deletes,
    @DefaultValue("100ms") Duration deleteAge,
    @DefaultValue("50") @Min(1) int maxReceives,
    @DefaultValue("true") boolean directCalls,
    @DefaultValue("60s") Duration depthInterval) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final Duration SHORTEST_VISIBILITY = Duration.ofSeconds(6);
  private static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);

  /** Checks what the annotations can't. */
  public QueueProperties {
    url = url == null ? List.of() : List.copyOf(url);
    require(
        waitTime.compareTo(LONGEST_WAIT) <= 0 && waitTime.toSeconds() >= 1,
        "ingestion.queue.wait-time is %s; SQS takes 1s to 20s".formatted(waitTime));
    require(
        visibilityTimeout.compareTo(SHORTEST_VISIBILITY) >= 0
            && visibilityTimeout.compareTo(LONGEST_VISIBILITY) <= 0,
        "ingestion.queue.visibility-timeout is %s; it is between 6s and 12h"
            .formatted(visibilityTimeout));
    require(
        deleteAge.multipliedBy(6).compareTo(visibilityTimeout) <= 0,
        "ingestion.queue.delete-age is %s; it is at most a sixth of visibility-timeout %s"
            .formatted(deleteAge, visibilityTimeout));
    require(
        depthInterval.toSeconds() >= 1,
        "ingestion.queue.depth-interval is %s; it is at least 1s".formatted(depthInterval));
    List<String> names = url.stream().map(QueueAddress::new).map(QueueAddress::name).toList();
    require(
        names.stream().distinct().count() == names.size(),
        "ingestion.queue.url has two queues of one name (%s); give them to two instances"
            .formatted(String.join(", ", names)));
  }

  /** The queues. */
  List<QueueAddress> queues() {
    return url.stream().map(QueueAddress::new).toList();
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
