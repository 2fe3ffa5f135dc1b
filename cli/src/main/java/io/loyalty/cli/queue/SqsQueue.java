package io.loyalty.cli.queue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Connects to one queue. Thread-safe. */
public final class SqsQueue implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  static {
    // Otherwise the JDK sends a POST a second time by itself, which would not be counted.
    System.setProperty("sun.net.http.retryPost", "false");
  }

  private final URI url;
  private final SqsClient client;

  private SqsQueue(URI url, SqsClient client) {
    this.url = url;
    this.client = client;
  }

  /**
   * Returns the queue at the given URL.
   *
   * @param url the queue's URL
   * @param endpoint an SQS-compatible server that accepts any credentials; empty for AWS, with the
   *     region and the credentials of the environment
   */
  public static SqsQueue at(URI url, Optional<URI> endpoint) {
    SqsClientBuilder builder =
        SqsClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ANSWER))
            // The sender retries, and counts its retries.
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint.ifPresent(
        server ->
            builder
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(
                        AwsBasicCredentials.create("local", "local"))));
    try {
      return new SqsQueue(url, builder.build());
    } catch (SdkException e) {
      throw new SendFailedException(
          "AWS can't be used: %s; set the region and credentials, or --endpoint"
              .formatted(e.getMessage()),
          e);
    }
  }

  URI url() {
    return url;
  }

  SqsClient client() {
    return client;
  }

  boolean fifo() {
    return url.getPath().endsWith(".fifo");
  }

  /**
   * Returns the number of messages that are visible, delayed or in flight; empty if the queue does
   * not respond.
   */
  public Optional<Long> depth() {
    try {
      Map<QueueAttributeName, String> found =
          client
              .getQueueAttributes(
                  GetQueueAttributesRequest.builder()
                      .queueUrl(url.toString())
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                      .build())
              .attributes();
      return Optional.of(found.values().stream().mapToLong(Long::parseLong).sum());
    } catch (SdkException unreachable) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
