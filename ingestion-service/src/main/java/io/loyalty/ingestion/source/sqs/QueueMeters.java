package io.loyalty.ingestion.source.sqs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps the metrics of one queue. Thread-safe. */
final class QueueMeters {
  private final MeterRegistry meters;
  private final String queue;
  private final Counter full;
  private final Counter partial;
  private final Counter empty;
  private final Counter failed;
  private final Counter renewed;
  private final Counter lost;
  private final Timer receives;
  private final Timer deletes;

  QueueMeters(MeterRegistry meters, String queue) {
    this.meters = meters;
    this.queue = queue;
    this.full = polls("full");
    this.partial = polls("partial");
    this.empty = polls("empty");
    this.failed = polls("failed");
    this.renewed = heartbeats("renewed");
    this.lost = heartbeats("lost");
    this.receives = Timer.builder("ingestion.queue.receives").tag("queue", queue).register(meters);
    this.deletes = Timer.builder("ingestion.queue.deletes").tag("queue", queue).register(meters);
  }

  /**
   * Records a poll that began at this {@link System#nanoTime} and received this number of messages.
   */
  void polled(int messages, long began) {
    if (messages == 0) {
      empty.increment();
    } else {
      (messages < Receiver.BATCH ? partial : full).increment();
      receives.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  void pollFailed() {
    failed.increment();
  }

  /** Records that messages stay invisible for longer. */
  void renewed(int messages) {
    renewed.increment(messages);
  }

  /** Records that a message's receipt has expired: the queue may deliver it again. */
  void lost() {
    lost.increment();
  }

  /** Measures the time of one delete request. */
  <T> T deleting(Supplier<T> request) {
    return deletes.record(request);
  }

  /** Registers a gauge of the queue; its value is NaN while it is not known. */
  void gauge(String name, Supplier<Number> value) {
    Gauge.builder("ingestion.queue." + name, value).tag("queue", queue).register(meters);
  }

  private Counter polls(String outcome) {
    return Counter.builder("ingestion.queue.polls")
        .tag("queue", queue)
        .tag("outcome", outcome)
        .register(meters);
  }

  private Counter heartbeats(String outcome) {
    return Counter.builder("ingestion.queue.heartbeats")
        .tag("queue", queue)
        .tag("outcome", outcome)
        .register(meters);
  }
}
