package io.loyalty.ingestion.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** Chooses where events come from: queues, or files in their place. */
public final class EventSources {
  private EventSources() {}

  /**
   * The source that is configured.
   *
   * @param programme whose topics the events are for
   * @throws BrokenQueueException when none is, or both are
   */
  public static EventSource open(
      QueueProperties queue,
      FileProperties file,
      String programme,
      MeterRegistry meters,
      Clock clock) {
    if (queue.url().isEmpty() == !file.isSet()) {
      throw new BrokenQueueException(
          file.isSet()
              ? "ingestion.queue.url and ingestion.file.path are both set: give one of them."
              : "Neither ingestion.queue.url nor ingestion.file.path is set: give one of them.",
          null);
    }
    return file.isSet()
        ? new FileSource(file, queue, programme, clock)
        : SqsSource.open(queue, meters, clock);
  }
}
