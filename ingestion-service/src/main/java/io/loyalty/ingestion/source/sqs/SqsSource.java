package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceGroup;
import io.loyalty.ingestion.source.WorkWindow;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Reads the configured queues of AWS SQS with one client. Thread-safe. */
public final class SqsSource implements Source {
  private final SqsConnection connection;
  private final List<SqsQueue> each;
  private final SourceGroup queues;

  private SqsSource(SqsConnection connection, List<SqsQueue> each) {
    this.connection = connection;
    this.each = each;
    this.queues = new SourceGroup(each);
  }

  /**
   * Creates the client, which connects at the first request.
   *
   * @param window limits the messages in work
   * @throws BrokenSourceException if no region is known
   */
  public static SqsSource open(
      QueueProperties properties, WorkWindow window, MeterRegistry meters, Clock clock) {
    SqsConnection connection = SqsConnection.open(properties);
    return new SqsSource(
        connection,
        properties.queues().stream()
            .map(queue -> new SqsQueue(connection, queue, properties, window, meters, clock))
            .toList());
  }

  /** Returns how many messages each queue has, as last read. */
  public List<QueueState> states() {
    return each.stream().map(SqsQueue::state).toList();
  }

  @Override
  public void prove() {
    queues.prove();
  }

  @Override
  public void start(MessageSink sink) {
    queues.start(sink);
  }

  @Override
  public void stop() {
    queues.stop();
  }

  @Override
  public void close(Duration grace) {
    queues.close(grace);
    connection.close();
  }
}
