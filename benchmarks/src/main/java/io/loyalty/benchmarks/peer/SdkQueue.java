package io.loyalty.benchmarks.peer;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives from a queue and deletes by the SDK's client, in whole batches, as most programs do.
 * Thread-safe.
 */
public final class SdkQueue {
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 20;

  private final SqsClient sqs;
  private final String url;

  /** Takes the server, the queue's URL, and how many threads use it at once. */
  public SdkQueue(URI endpoint, String url, int threads) {
    this.url = url;
    this.sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(threads))
            .build();
  }

  /** Returns up to ten messages; waits up to 20 seconds for the first, and may return none. */
  public List<Message> receive() {
    return sqs.receiveMessage(
            request ->
                request.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(WAIT_SECONDS))
        .messages();
  }

  /** Deletes messages that one {@link #receive} returned. */
  public void delete(List<Message> messages) {
    sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries(messages)));
  }

  private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
    return IntStream.range(0, messages.size())
        .mapToObj(
            each ->
                DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(each))
                    .receiptHandle(messages.get(each).receiptHandle())
                    .build())
        .toList();
  }
}
