package io.loyalty.benchmarks.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Tests the stub with Amazon's own client, which checks the digest of every body. */
class StubSqsTest {
  private static final List<String> BODIES = List.of("{\"name\":\"Zoë \\\"Z\\\"\"}", "second");
  private static final Duration LATENCY = Duration.ofMillis(30);

  private StubSqs stub;
  private SqsClient sqs;
  private String queue;

  @BeforeEach
  void start() throws IOException {
    stub = StubSqs.start(BODIES, LATENCY, 0);
    sqs =
        SqsClient.builder()
            .endpointOverride(stub.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    queue = stub.endpoint() + "/000000000000/events";
  }

  @AfterEach
  void stop() {
    sqs.close();
    stub.close();
  }

  @Test
  void handsOutEveryMessageOnce_bodiesInTurn() throws Exception {
    load(25);

    List<Message> received = new ArrayList<>();
    for (int poll = 0; poll < 4; poll++) {
      received.addAll(receive(10, 0));
    }

    assertThat(received).hasSize(25).extracting(Message::messageId).doesNotHaveDuplicates();
    assertThat(received.get(0).body()).isEqualTo(BODIES.get(0));
    assertThat(received.get(24).body()).isEqualTo(BODIES.get(0));
    assertThat(received.get(23).body()).isEqualTo(BODIES.get(1));
    assertThat(depth()).containsExactly("0", "25");
  }

  @Test
  void forgetsWhatIsDeleted_andRefusesAReceiptThatIsNone() throws Exception {
    load(3);
    List<Message> received = receive(10, 0);

    DeleteMessageBatchResponse answer =
        sqs.deleteMessageBatch(
            request ->
                request
                    .queueUrl(queue)
                    .entries(
                        entry("a", received.get(0).receiptHandle()),
                        entry("b", received.get(2).receiptHandle()),
                        entry("c", "no receipt")));

    assertThat(answer.successful()).extracting(each -> each.id()).containsExactly("a", "b");
    assertThat(answer.failed()).extracting(each -> each.id()).containsExactly("c");
    assertThat(depth()).containsExactly("0", "1");
  }

  @Test
  void answersNoSoonerThanTheLatency() throws Exception {
    load(1);
    receive(1, 0);
    long began = System.nanoTime();

    sqs.getQueueUrl(request -> request.queueName("events"));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(LATENCY);
  }

  @Test
  void letsAPollWait_untilAMessageComes() throws Exception {
    CompletableFuture<List<Message>> poll = CompletableFuture.supplyAsync(() -> receive(10, 20));
    // Another connection is served meanwhile: the poll does not block it.
    assertThat(depth()).containsExactly("0", "0");
    assertThat(poll).isNotDone();

    load(2);

    assertThat(poll.get()).hasSize(2);
  }

  @Test
  void endsAPollThatNothingCameFor() {
    assertThat(receive(10, 1)).isEmpty();
  }

  @Test
  void answersAPollThatWaits_afterOthersHaveEnded() throws Exception {
    assertThat(receive(10, 1)).isEmpty();
    CompletableFuture<List<Message>> longer = CompletableFuture.supplyAsync(() -> receive(10, 20));
    assertThat(receive(10, 1)).isEmpty();

    load(2);

    assertThat(longer.get()).hasSize(2);
  }

  @Test
  void saysThatItIsNoWholeSqs() {
    assertThatExceptionOfType(SqsException.class)
        .isThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("x")))
        .withMessageContaining("SendMessage is not what is measured");
  }

  private List<Message> receive(int most, int wait) {
    return sqs.receiveMessage(
            request -> request.queueUrl(queue).maxNumberOfMessages(most).waitTimeSeconds(wait))
        .messages();
  }

  private static DeleteMessageBatchRequestEntry entry(String id, String handle) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(handle).build();
  }

  private List<String> depth() {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(queue)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes();
    return List.of(
        attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
        attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private void load(int messages) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stub.endpoint() + "/load/events/" + messages))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
