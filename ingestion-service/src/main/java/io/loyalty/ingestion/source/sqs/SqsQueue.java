package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.source.MessageSink;
import io.loyalty.ingestion.source.Settlement;
import io.loyalty.ingestion.source.Source;
import io.loyalty.ingestion.source.SourceUnavailableException;
import io.loyalty.ingestion.source.WorkWindow;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Reads one queue of AWS SQS, standard or FIFO. Thread-safe. */
final class SqsQueue implements Source, SqsReceipt.Holder {
  private static final Logger log = LoggerFactory.getLogger(SqsQueue.class);
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final QueueAddress queue;
  private final QueueProperties properties;
  private final WorkWindow window;
  private final Polling polling;
  private final Deletes deletes;
  private final VisibilityHeartbeat heartbeat;
  private final QueueWatch watch;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "heartbeat"));
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "queue-depth"));
  private volatile MessageSink sink;

  SqsQueue(
      SqsConnection connection,
      QueueAddress queue,
      QueueProperties properties,
      WorkWindow window,
      MeterRegistry registry,
      Clock clock) {
    this.queue = queue;
    this.properties = properties;
    this.window = window;
    QueueMeters meters = new QueueMeters(registry, queue.name());
    SqsClient sqs = connection.sqs();
    this.polling =
        new Polling(
            new Receiver(sqs, queue, properties, this, clock),
            queue,
            window,
            properties.polls(),
            meters);
    this.heartbeat = new VisibilityHeartbeat(sqs, queue, properties, meters, clock);
    this.deletes = new Deletes(sqs, queue, properties, meters, this::settle);
    this.watch = new QueueWatch(sqs, queue, meters);
    meters.gauge("oldest.message.seconds", () -> heartbeat.oldest().toMillis() / 1000.0);
  }

  @Override
  public String name() {
    return queue.name();
  }

  /** Returns how many messages the queue has, as last read. */
  QueueState state() {
    return watch.state(heartbeat.oldest());
  }

  @Override
  public void prove() {
    try {
      watch.prove();
    } catch (SdkException e) {
      if (SqsFaults.isBrokenSetUp(e)) {
        throw new BrokenSourceException(SqsFaults.sentence(queue, e), e);
      }
      throw new SourceUnavailableException(
          "the queue %s does not answer: %s".formatted(queue.url(), SqsFaults.phrase(e)), e);
    }
  }

  @Override
  public void start(MessageSink to) {
    sink = to;
    deletes.start();
    every(beats, BEAT, heartbeat::beat);
    every(looks, properties.depthInterval(), watch::look);
    polling.start(to);
  }

  @Override
  public void hold(SqsReceipt receipt) {
    heartbeat.hold(receipt);
  }

  @Override
  public void delete(SqsReceipt receipt) {
    deletes.add(receipt);
  }

  @Override
  public void giveBack(SqsReceipt receipt) {
    settle(receipt, Settlement.RETURNED);
  }

  @Override
  public void stop() {
    polling.stop();
  }

  @Override
  public void close(Duration grace) {
    polling.stop();
    looks.shutdownNow();
    deletes.close(grace);
    beats.shutdownNow();
    heartbeat.close();
  }

  private void settle(SqsReceipt receipt, Settlement settlement) {
    heartbeat.release(receipt);
    sink.settled(settlement);
    // Last: the next message may be handed over as soon as there is room.
    window.release(receipt.bytes());
  }

  /** Catches every exception, since a task that throws is never run again. */
  private static void every(ScheduledExecutorService clock, Duration interval, Runnable task) {
    Runnable lasting =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            log.error("Unexpected error in a regular task; it is run again.", e);
          }
        };
    var unused =
        clock.scheduleWithFixedDelay(
            lasting, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }
}
