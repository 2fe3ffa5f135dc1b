package io.loyalty.ingestion.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of AWS SQS, standard or FIFO. Thread-safe. */
public final class SqsSource implements EventSource {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final SqsClient sqs;
  private final QueueProperties queue;
  private final WorkWindow window;
  private final Polling polling;
  private final Deletes deletes;
  private final VisibilityHeartbeat heartbeat;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
  private volatile MessageSink sink;

  SqsSource(SqsClient sqs, QueueProperties queue, Clock clock) {
    this.sqs = sqs;
    this.queue = queue;
    this.window = new WorkWindow(queue.maxMessages(), queue.maxSize().toBytes());
    this.polling = new Polling(new Receiver(sqs, queue, clock), window);
    this.heartbeat = new VisibilityHeartbeat(sqs, queue, clock);
    this.deletes = new Deletes(sqs, queue, this::settle);
  }

  /**
   * Makes the client; connects at the first request, not here.
   *
   * @throws BrokenQueueException when no region is known
   */
  public static SqsSource open(QueueProperties queue, Clock clock) {
    return new SqsSource(SqsConnection.open(queue), queue, clock);
  }

  @Override
  public void prove() {
    try {
      sqs.getQueueAttributes(
          request ->
              request
                  .queueUrl(queue.url().toString())
                  .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
    } catch (SdkException e) {
      if (SqsFaults.isBrokenSetUp(e)) {
        throw new BrokenQueueException(SqsFaults.sentence(queue, e), e);
      }
      throw new QueueUnavailableException(
          "the queue %s does not answer: %s".formatted(queue.url(), SqsFaults.phrase(e)), e);
    }
  }

  @Override
  public void start(MessageSink to) {
    this.sink = to;
    deletes.start();
    var unused =
        beats.scheduleWithFixedDelay(
            heartbeat::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    polling.start(queue.polls(), new Holding(to));
  }

  @Override
  public void delete(Receipt receipt) {
    deletes.add(receipt);
  }

  @Override
  public void giveBack(Receipt receipt) {
    settle(receipt, Settlement.RETURNED);
  }

  @Override
  public Optional<String> fault() {
    return polling.fault();
  }

  @Override
  public void stopReceiving() {
    polling.stop();
  }

  @Override
  public void close(Duration grace) {
    polling.stop();
    deletes.close(grace);
    beats.shutdownNow();
    sqs.close();
  }

  private void settle(Receipt receipt, Settlement settlement) {
    heartbeat.release(receipt);
    window.release(receipt);
    sink.settled(receipt, settlement);
  }

  /** Holds every message before the flow sees it. */
  private final class Holding implements MessageSink {
    private final MessageSink to;

    Holding(MessageSink to) {
      this.to = to;
    }

    @Override
    public boolean ready() {
      return to.ready();
    }

    @Override
    public void take(List<Message> messages) {
      messages.forEach(message -> heartbeat.hold(message.receipt()));
      to.take(messages);
    }

    @Override
    public void settled(Receipt receipt, Settlement settlement) {
      to.settled(receipt, settlement);
    }
  }
}
