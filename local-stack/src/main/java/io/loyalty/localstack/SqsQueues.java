package io.loyalty.localstack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Creates queues over SQS's JSON protocol: a client library would be larger than the rest of this
 * module.
 */
final class SqsQueues {
  private static final int VISIBILITY_SECONDS = 60;

  private final URI endpoint;
  private final int maxReceiveCount;

  SqsQueues(URI endpoint, int maxReceiveCount) {
    this.endpoint = endpoint;
    this.maxReceiveCount = maxReceiveCount;
  }

  /** Creates the queue and its dead-letter queue, or updates their attributes; keeps messages. */
  URI create(QueueName name) {
    String visibility = "\"VisibilityTimeout\":\"%d\"".formatted(VISIBILITY_SECONDS);
    make(name.deadLetters(), visibility);
    String redrive =
        """
        ,"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:%s:%s:%s\\",\\"maxReceiveCount\\":%d}"\
        """
            .formatted(
                SqsServer.REGION, SqsServer.ACCOUNT, name.deadLetters().value(), maxReceiveCount);
    make(name, visibility + redrive);
    return url(name);
  }

  private URI url(QueueName name) {
    return endpoint.resolve("/" + SqsServer.ACCOUNT + "/" + name.value());
  }

  private void make(QueueName name, String attributes) {
    // SQS refuses to create a queue again with other attributes, but allows to set them.
    boolean exists =
        call("GetQueueUrl", "{\"QueueName\":\"%s\"}".formatted(name.value())).statusCode() == 200;
    String action = exists ? "SetQueueAttributes" : "CreateQueue";
    String subject =
        exists
            ? "\"QueueUrl\":\"%s\"".formatted(url(name))
            : "\"QueueName\":\"%s\"".formatted(name.value());
    String fifo = name.fifo() && !exists ? ",\"FifoQueue\":\"true\"" : "";
    HttpResponse<String> answer =
        call(action, "{%s,\"Attributes\":{%s%s}}".formatted(subject, attributes, fifo));
    if (answer.statusCode() != 200) {
      throw new LocalStackException(
          "%s of queue %s was refused: %s".formatted(action, name.value(), answer.body()));
    }
  }

  private HttpResponse<String> call(String action, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS." + action)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LocalStackException("SQS does not answer at " + endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("Interrupted while creating a queue", e);
    }
  }
}
