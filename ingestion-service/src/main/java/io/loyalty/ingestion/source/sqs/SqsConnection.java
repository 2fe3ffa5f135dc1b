package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.BrokenSourceException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Holds the SQS client and its HTTP client, with a connection for every request that may be in
 * flight at once, and the scheduler of their timeouts. Thread-safe.
 */
final class SqsConnection implements AutoCloseable {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int SPARE_CONNECTIONS = 4;

  private final ScheduledThreadPoolExecutor timeLimits =
      new ScheduledThreadPoolExecutor(1, SqsConnection::timeLimitThread);
  private final QueueProperties queue;
  private final Duration silence;
  private final SdkHttpClient http;
  private final SqsClient sqs;

  private SqsConnection(QueueProperties queue) {
    // Otherwise the timeouts of all requests of the last minute stay in memory.
    timeLimits.setRemoveOnCancelPolicy(true);
    this.queue = queue;
    silence = queue.waitTime().plus(MARGIN);
    http = http();
    sqs = client();
  }

  /**
   * Creates the client, which connects at its first request.
   *
   * @throws BrokenSourceException if no region is known
   */
  static SqsConnection open(QueueProperties queue) {
    return new SqsConnection(queue);
  }

  SqsClient sqs() {
    return sqs;
  }

  /** Returns the number of timeouts that run: one for each request in flight. */
  int timeLimits() {
    return timeLimits.getQueue().size();
  }

  @Override
  public void close() {
    sqs.close();
    http.close();
    timeLimits.shutdownNow();
  }

  /** Creates daemon threads, as the SDK does: they keep no process alive. */
  private static Thread timeLimitThread(Runnable task) {
    Thread thread = new Thread(task, "sqs-time-limits");
    thread.setDaemon(true);
    return thread;
  }

  private SdkHttpClient http() {
    return Apache5HttpClient.builder()
        .maxConnections(
            queue.url().size() * (queue.polls() + queue.deletes() + VisibilityHeartbeat.THREADS)
                + SPARE_CONNECTIONS)
        .connectionTimeout(Duration.ofSeconds(2))
        .socketTimeout(silence)
        .build();
  }

  private SqsClient client() {
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClient(http)
            .overrideConfiguration(
                settings ->
                    settings
                        .scheduledExecutorService(timeLimits)
                        .apiCallTimeout(silence.multipliedBy(2)));
    if (queue.endpoint() != null) {
      builder.endpointOverride(queue.endpoint());
    }
    if (queue.region() != null) {
      builder.region(Region.of(queue.region()));
    }
    try {
      return builder.build();
    } catch (SdkClientException e) {
      http.close();
      throw new BrokenSourceException(
          "There is no AWS region for the queue %s: set ingestion.queue.region or AWS_REGION."
              .formatted(queue.url().get(0)),
          e);
    }
  }
}
