package io.loyalty.benchmarks.queue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the depth of a queue from any SQS server. */
final class SqsDepth {
  private static final List<QueueAttributeName> EVERYWHERE =
      List.of(
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

  private SqsDepth() {}

  static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(Apache5HttpClient.builder())
        .build();
  }

  static int left(SqsClient sqs, URI url) {
    Map<QueueAttributeName, String> depth =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url.toString()).attributeNames(EVERYWHERE))
            .attributes();
    return EVERYWHERE.stream()
        .mapToInt(place -> Integer.parseInt(depth.getOrDefault(place, "0")))
        .sum();
  }
}
