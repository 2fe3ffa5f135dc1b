package io.loyalty.benchmarks.queue;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Runs the limit of clients that leave the calls to the SDK, as a process: its threads only receive
 * and delete. Its arguments are the endpoint, the queue's URL and the number of threads.
 */
public final class SdkLoop {
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 20;

  private SdkLoop() {}

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    int threads = Integer.parseInt(args[2]);
    SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(args[0]))
            .region(Region.US_EAST_1)
            .httpClientBuilder(Apache5HttpClient.builder().maxConnections(threads))
            .build();
    for (int thread = 0; thread < threads; thread++) {
      new Thread(() -> loop(sqs, args[1]), "sdk-" + thread).start();
    }
  }

  private static void loop(SqsClient sqs, String queue) {
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(queue)
                          .maxNumberOfMessages(BATCH)
                          .waitTimeSeconds(WAIT_SECONDS))
              .messages();
      if (!messages.isEmpty()) {
        sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(entries(messages)));
      }
    }
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
