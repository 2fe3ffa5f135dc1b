package io.loyalty.benchmarks.freshness;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends events of all types in turn, ten per request, at a constant rate, and records when each is
 * due.
 */
public final class SentEvents implements AutoCloseable {
  private static final int BATCH = 10;
  private static final int SENDERS = 8;
  private static final long SEED = 84_51;

  private final SqsClient sqs;
  private final String queue;
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final Map<UUID, Long> dueAt = new ConcurrentHashMap<>();

  /** Connects to the queue. */
  public SentEvents(URI endpoint, URI queue) {
    this.queue = queue.toString();
    this.sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
  }

  /** Sends so many valid events; a late request is sent immediately. */
  public void send(int count, int aSecond) throws InterruptedException {
    send(messages(count), aSecond);
  }

  /** Sends all messages, of one event each; a late request is sent immediately. */
  public void send(List<SampleMessage> messages, int aSecond) throws InterruptedException {
    int count = messages.size();
    List<Future<?>> requests = new ArrayList<>();
    long began = System.nanoTime();
    for (int from = 0; from < count; from += BATCH) {
      List<SampleMessage> batch = messages.subList(from, Math.min(count, from + BATCH));
      long due = began + TimeUnit.SECONDS.toNanos(from) / aSecond;
      batch.forEach(each -> dueAt.put(UUID.fromString(each.events().get(0).id()), due));
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      requests.add(senders.submit(() -> send(batch)));
    }
    for (Future<?> each : requests) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("messages can't be sent", e.getCause());
      }
    }
  }

  /**
   * Returns, by event id, the nanosecond at which its request was due: whoever waits for an event
   * also waits while the sender is held up.
   */
  public Map<UUID, Long> dueAt() {
    return dueAt;
  }

  @Override
  public void close() {
    senders.shutdownNow();
    sqs.close();
  }

  private List<SampleMessage> messages(int count) {
    SampleEvents events = new SampleEvents(SEED + dueAt.size(), Instant.now());
    List<String> types = SampleEvents.types();
    return IntStream.range(0, count)
        .mapToObj(each -> events.cloudEvent(types.get(each % types.size())))
        .toList();
  }

  private void send(List<SampleMessage> batch) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, batch.size())
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(batch.get(number).body())
                        .build())
            .toList();
    if (sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries)).hasFailed()) {
      throw new IllegalStateException("the queue has refused messages");
    }
  }
}
