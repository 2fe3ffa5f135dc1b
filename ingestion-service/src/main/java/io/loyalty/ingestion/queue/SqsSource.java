package io.loyalty.ingestion.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The configured queues of AWS SQS, with one client and one bound on what is in work. Thread-safe.
 */
public final class SqsSource implements EventSource {
  private final SqsConnection connection;
  private final List<SqsQueue> queues;
  private final Map<String, SqsQueue> byName;

  private SqsSource(SqsConnection connection, List<SqsQueue> queues) {
    this.connection = connection;
    this.queues = queues;
    this.byName = queues.stream().collect(Collectors.toMap(SqsQueue::name, Function.identity()));
  }

  /**
   * Makes the client; connects at the first request, not here.
   *
   * @throws BrokenQueueException when no region is known
   */
  public static SqsSource open(QueueProperties properties, MeterRegistry meters, Clock clock) {
    SqsConnection connection = SqsConnection.open(properties);
    WorkWindow window = new WorkWindow(properties.maxMessages(), properties.maxSize().toBytes());
    return new SqsSource(
        connection,
        properties.queues().stream()
            .map(queue -> new SqsQueue(connection, queue, properties, window, meters, clock))
            .toList());
  }

  @Override
  public void prove() {
    queues.forEach(SqsQueue::prove);
  }

  @Override
  public void start(MessageSink sink) {
    queues.forEach(queue -> queue.start(sink));
  }

  @Override
  public void delete(Receipt receipt) {
    byName.get(receipt.queue()).delete(receipt);
  }

  @Override
  public void giveBack(Receipt receipt) {
    byName.get(receipt.queue()).giveBack(receipt);
  }

  @Override
  public Optional<String> fault() {
    return queues.stream().map(SqsQueue::fault).flatMap(Optional::stream).findFirst();
  }

  @Override
  public void stopReceiving() {
    together(EventSource::stopReceiving);
  }

  @Override
  public void close(Duration grace) {
    together(queue -> queue.close(grace));
    connection.close();
  }

  /** Of all queues at once: one after the other, the last would have no time left. */
  private void together(Consumer<EventSource> step) {
    List<Thread> threads =
        queues.stream().map(queue -> new Thread(() -> step.accept(queue), "stop-queue")).toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
