package io.loyalty.benchmarks.queue;

import io.loyalty.localstack.LocalStack;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Provides the queues of the local stack. */
final class LocalQueues implements Queues {
  private static final int BATCH = 10;
  private static final int SENDERS = 8;

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
  public void load(String queue, int messages) throws InterruptedException {
    String url = url(queue).toString();
    List<Future<?>> sent = new ArrayList<>();
    for (int first = 0; first < messages; first += BATCH) {
      int from = first;
      int to = Math.min(messages, first + BATCH);
      sent.add(senders.submit(() -> send(url, from, to)));
    }
    for (Future<?> each : sent) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("messages can't be sent", e.getCause());
      }
    }
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

  private void send(String url, int from, int to) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(from, to)
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number - from))
                        .messageBody(events.get(number % events.size()))
                        .build())
            .toList();
    int failed =
        sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries)).failed().size();
    if (failed > 0) {
      throw new IllegalStateException("the queue has refused %d messages".formatted(failed));
    }
  }
}
