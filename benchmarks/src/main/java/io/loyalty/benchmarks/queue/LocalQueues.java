package io.loyalty.benchmarks.queue;

import io.loyalty.localstack.LocalStack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The queues of the local stack. A contender reads its queue all the time, so the messages are sent
 * with a delay that ends for all of them at the same moment, give or take a second: SQS delays by
 * whole seconds.
 */
final class LocalQueues implements Queues {
  private static final int BATCH = 10;
  private static final int SENDERS = 8;
  private static final int SENT_A_SECOND = 4_000;

  private final LocalStack stack;
  private final List<String> events;
  private final SqsClient sqs;
  private final Map<String, URI> urls = new ConcurrentHashMap<>();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);

  LocalQueues(LocalStack stack, List<String> events) {
    this.stack = stack;
    this.events = events;
    this.sqs = SqsDepth.client(stack.sqsEndpoint());
  }

  @Override
  public URI endpoint() {
    return stack.sqsEndpoint();
  }

  @Override
  public URI url(String queue) {
    return urls.computeIfAbsent(queue, stack::createQueue);
  }

  @Override
  public long load(String queue, int messages) throws InterruptedException {
    String url = url(queue).toString();
    long begin = System.nanoTime() + Duration.ofSeconds(2 + messages / SENT_A_SECOND).toNanos();
    List<Future<?>> sent = new ArrayList<>();
    for (int first = 0; first < messages; first += BATCH) {
      int from = first;
      int to = Math.min(messages, first + BATCH);
      sent.add(senders.submit(() -> send(url, from, to, begin)));
    }
    for (Future<?> each : sent) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("messages can't be sent", e.getCause());
      }
    }
    long early = begin - System.nanoTime();
    if (early < 0) {
      throw new IllegalStateException(
          "sending took %d ms longer than planned: the machine is too busy to measure"
              .formatted(TimeUnit.NANOSECONDS.toMillis(-early)));
    }
    TimeUnit.NANOSECONDS.sleep(early);
    return begin;
  }

  @Override
  public int left(String queue) {
    return SqsDepth.left(sqs, url(queue));
  }

  @Override
  public void close() {
    senders.shutdownNow();
    sqs.close();
  }

  private void send(String url, int from, int to, long begin) {
    int delay = (int) TimeUnit.NANOSECONDS.toSeconds(begin - System.nanoTime() + 999_999_999L);
    sqs.sendMessageBatch(
        request ->
            request
                .queueUrl(url)
                .entries(
                    IntStream.range(from, to)
                        .mapToObj(
                            number ->
                                SendMessageBatchRequestEntry.builder()
                                    .id(Integer.toString(number - from))
                                    .delaySeconds(Math.max(0, delay))
                                    .messageBody(events.get(number % events.size()))
                                    .build())
                        .toList()));
  }
}
