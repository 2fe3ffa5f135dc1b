package io.loyalty.localstack;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Sends and receives by several clients at once, until the server is killed. */
final class QueueTraffic implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final int RECEIVERS = 3;
  private static final int BATCH = 10;
  private static final int VISIBILITY = 30;
  private static final Duration LONG = Duration.ofMinutes(5);

  private final SqsClient sqs;
  private final String queue;
  private final ExecutorService threads = Executors.newFixedThreadPool(SENDERS + RECEIVERS);
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> beingDeleted = ConcurrentHashMap.newKeySet();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Queue<SdkException> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean isEnding;

  QueueTraffic(Ports ports, String queue) {
    sqs =
        SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + ports.sqs()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(each -> each.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
    this.queue = sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
  }

  void begin() {
    IntStream.range(0, SENDERS)
        .forEach(sender -> threads.execute(() -> untilRefused(each -> send(sender, each))));
    IntStream.range(0, RECEIVERS)
        .forEach(receiver -> threads.execute(() -> untilRefused(each -> receive())));
  }

  /** Ends the server at once. */
  interface Kill {
    void run() throws InterruptedException;
  }

  private interface Turn {
    void take(int number);
  }

  private void untilRefused(Turn turn) {
    try {
      for (int number = 0; ; number++) {
        turn.take(number);
      }
    } catch (SdkException refused) {
      // Once the server is killed, what was not acknowledged may have happened or not.
      if (!isEnding) {
        unexpected.add(refused);
      }
    }
  }

  private void send(int sender, int number) {
    if (number % 2 == 0) {
      String body = "%d-%d".formatted(sender, number);
      sqs.sendMessage(message -> message.queueUrl(queue).messageBody(body));
      sent.add(body);
      return;
    }
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, BATCH)
            .mapToObj(
                each ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(each))
                        .messageBody("%d-%d-%d".formatted(sender, number, each))
                        .build())
            .toList();
    sqs.sendMessageBatch(batch -> batch.queueUrl(queue).entries(entries))
        .successful()
        .forEach(each -> sent.add(entries.get(Integer.parseInt(each.id())).messageBody()));
  }

  /** Deletes one half of the messages. */
  private void receive() {
    List<Message> half =
        received().stream().filter(each -> each.body().hashCode() % 2 == 0).toList();
    half.forEach(each -> beingDeleted.add(each.body()));
    deleted.addAll(delete(half));
  }

  private List<Message> received() {
    return sqs.receiveMessage(
            get -> get.queueUrl(queue).maxNumberOfMessages(BATCH).visibilityTimeout(VISIBILITY))
        .messages();
  }

  /** Returns the bodies of those that were deleted. */
  private List<String> delete(List<Message> messages) {
    if (messages.isEmpty()) {
      return List.of();
    }
    List<DeleteMessageBatchRequestEntry> entries =
        IntStream.range(0, messages.size())
            .mapToObj(
                each ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(each))
                        .receiptHandle(messages.get(each).receiptHandle())
                        .build())
            .toList();
    return sqs
        .deleteMessageBatch(batch -> batch.queueUrl(queue).entries(entries))
        .successful()
        .stream()
        .map(each -> messages.get(Integer.parseInt(each.id())).body())
        .toList();
  }

  /** Waits until this many messages were sent and deleted. */
  void awaitAcknowledged(int messages) {
    await()
        .atMost(LONG)
        .until(
            () -> !unexpected.isEmpty() || (sent.size() >= messages && deleted.size() >= messages));
    if (!unexpected.isEmpty()) {
      throw unexpected.remove();
    }
  }

  /** Lets the server be killed, and waits until each client has found that out. */
  void endBy(Kill kill) throws InterruptedException {
    isEnding = true;
    kill.run();
    threads.shutdown();
    if (!threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("a client still sends or receives");
    }
  }

  /** Takes all that is left in the queue. */
  Set<String> takeRest() {
    Set<String> rest = new HashSet<>();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              List<Message> messages = received();
              messages.forEach(each -> rest.add(each.body()));
              delete(messages);
              return messages.isEmpty() && isEmpty();
            });
    return rest;
  }

  private boolean isEmpty() {
    return sqs
        .getQueueAttributes(
            get ->
                get.queueUrl(queue)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .allMatch("0"::equals);
  }

  /** Returns what was certainly sent and nobody has begun to delete. */
  Set<String> certain() {
    Set<String> certain = new HashSet<>(sent);
    certain.removeAll(beingDeleted);
    return certain;
  }

  Set<String> deleted() {
    return Set.copyOf(deleted);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    sqs.close();
  }
}
