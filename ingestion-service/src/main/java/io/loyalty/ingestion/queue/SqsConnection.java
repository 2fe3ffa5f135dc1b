package io.loyalty.ingestion.queue;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * The SQS client, with a connection for every request that may be under way at once, and the clock
 * of its time limits. Thread-safe.
 */
final class SqsConnection implements AutoCloseable {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int SPARE_CONNECTIONS = 4;

  private final ScheduledThreadPoolExecutor timeLimits =
      new ScheduledThreadPoolExecutor(1, SqsConnection::timeLimitThread);
  private final SqsClient sqs;

  private SqsConnection(QueueProperties queue) {
    // Else the limits of all requests of the last minute stay in memory.
    timeLimits.setRemoveOnCancelPolicy(true);
    sqs = client(queue);
  }

  /**
   * Makes the client, which connects at its first request.
   *
   * @throws BrokenQueueException when no region is known
   */
  static SqsConnection open(QueueProperties queue) {
    return new SqsConnection(queue);
  }

  SqsClient sqs() {
    return sqs;
  }

  /** How many time limits run: one for each request under way. */
  int timeLimits() {
    return timeLimits.getQueue().size();
  }

  @Override
  public void close() {
    sqs.close();
    timeLimits.shutdownNow();
  }

  /** As the SDK's own: it keeps no process alive. */
  private static Thread timeLimitThread(Runnable task) {
    Thread thread = new Thread(task, "sqs-time-limits");
    thread.setDaemon(true);
    return thread;
  }

  private SqsClient client(QueueProperties queue) {
    Duration longest = queue.waitTime().plus(MARGIN);
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(
                        queue.url().size()
                                * (queue.polls() + queue.deletes() + VisibilityHeartbeat.THREADS)
                            + SPARE_CONNECTIONS)
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(longest))
            .overrideConfiguration(
                settings ->
                    settings
                        .scheduledExecutorService(timeLimits)
                        .apiCallTimeout(longest.multipliedBy(2)));
    if (queue.endpoint() != null) {
      builder.endpointOverride(queue.endpoint());
    }
    if (queue.region() != null) {
      builder.region(Region.of(queue.region()));
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      throw new BrokenQueueException(
          "There is no AWS region for the queue %s: set ingestion.queue.region or AWS_REGION."
              .formatted(queue.url().get(0)),
          e);
    }
  }
}
