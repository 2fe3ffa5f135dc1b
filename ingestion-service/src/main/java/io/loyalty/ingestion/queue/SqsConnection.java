package io.loyalty.ingestion.queue;

import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** Makes the SQS client: one connection for every request that may be under way at once. */
final class SqsConnection {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final int SPARE_CONNECTIONS = 4;

  private SqsConnection() {}

  static SqsClient open(QueueProperties queue) {
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
                        .apiCallAttemptTimeout(longest)
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
