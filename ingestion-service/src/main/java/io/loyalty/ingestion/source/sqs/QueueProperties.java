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
 * @param url the URL of the SQS queue, or several separated by commas; a name that ends in {@code
 *     .fifo} is a FIFO queue. Either this or {@code ingestion.file.path} is required
 * @param endpoint where SQS is, if not at AWS
 * @param region the AWS region; without it, the region that the AWS SDK finds ({@code AWS_REGION},
 *     profile, instance)
 * @param polls the most long polls of a queue at the same time, 1 to 128, as far as {@code
 *     ingestion.work.max-messages} has room for 10 of each. They become more while they come back
 *     full, and fewer when less than half full or empty: an idle queue has one
 * @param waitTime how long one poll waits for a message, 1s to 20s. A stop waits for the polls
 * @param visibilityTimeout how long SQS hides a received message, 6s to 12h; renewed at a third of
 *     it while the message is in work
 * @param maxMessages the former name of {@code ingestion.work.max-messages}. It still counts, and
 *     the log asks to rename it
 * @param maxSize the former name of {@code ingestion.work.max-size}. It still counts, and the log
 *     asks to rename it
 * @param deletes the most delete requests of a queue at the same time, 1 to 128
 * @param deleteAge how long a delete waits for others to share its request of up to 10; at most a
 *     sixth of the visibility timeout
 * @param maxReceives the deliveries after which a message becomes a dead letter ({@code
 *     received-too-often}) unopened: it may be what ends the service each time
 * @param depthInterval how often the depth of the queue and of its own dead-letter queue is asked
 *     for, at least 1s
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
        "ingestion.queue.url has two queues with the same name (%s); use two instances"
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
