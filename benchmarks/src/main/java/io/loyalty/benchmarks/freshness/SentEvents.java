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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Sends generated events, ten per request, at a constant rate, and records when each is due. Not
 * thread-safe.
 */
public final class SentEvents implements AutoCloseable {
  private static final int BATCH = 10;
  private static final int SENDERS = 8;
  private static final long SEED = 84_51;

  private final SqsClient sqs;
  private final String queue;
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final Map<UUID, Long> dueAt = new ConcurrentHashMap<>();
  private final LongFunction<SampleMessage> generated;
  private long count;

  /** Connects to the queue, for events of all types of the contract in turn. */
  public SentEvents(URI endpoint, URI queue) {
    this(endpoint, queue, ofTheContract());
  }

  /**
   * Connects to the queue.
   *
   * @param generated makes a valid event by its number
   */
  SentEvents(URI endpoint, URI queue, LongFunction<SampleMessage> generated) {
    this.generated = generated;
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

  /** Sends all messages, of one event each; a late request is sent immediately. */
  public void send(List<SampleMessage> messages, int aSecond) throws InterruptedException {
    SteadySending sending = begin(aSecond);
    for (int from = 0; from < messages.size(); from += BATCH) {
      sending.send(messages.subList(from, Math.min(messages.size(), from + BATCH)));
    }
    sending.await();
  }

  /** Begins a schedule, whose first request is due now. */
  SteadySending begin(int aSecond) {
    return new SteadySending(this, aSecond);
  }

  private static LongFunction<SampleMessage> ofTheContract() {
    SampleEvents events = new SampleEvents(SEED, Instant.now());
    List<String> types = SampleEvents.types();
    return number -> events.cloudEvent(types.get((int) (number % types.size())));
  }

  /** Generates the valid events of a request. */
  List<SampleMessage> next(long most) {
    List<SampleMessage> messages = new ArrayList<>();
    while (messages.size() < Math.min(BATCH, most)) {
      messages.add(generated.apply(count++));
    }
    return messages;
  }

  /** Sends a request of events that are due at this nanosecond, once a sender is free. */
  Future<?> submit(List<SampleMessage> batch, long due) {
    batch.forEach(each -> dueAt.put(UUID.fromString(each.events().get(0).id()), due));
    return senders.submit(() -> send(batch));
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
