package io.loyalty.console.flow;

import io.loyalty.client.ingestion.IngestionStatus.Queue;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells how deep the queues are, all together.
 *
 * @param waiting the messages that wait; null while it is not known of each queue
 * @param inFlight the messages that were received and not deleted yet; null likewise
 * @param oldestSeconds how long ago the oldest message in work was sent; null if it is not known
 * @param deadLettered the messages in the queues' own dead-letter queues, of those that have one
 */
record QueueDepth(
    @Nullable Long waiting,
    @Nullable Long inFlight,
    @Nullable Double oldestSeconds,
    long deadLettered) {
  static QueueDepth of(List<Queue> queues) {
    return new QueueDepth(
        sum(queues, Queue::waiting),
        sum(queues, Queue::inFlight),
        queues.stream()
            .map(Queue::oldestSeconds)
            .filter(Objects::nonNull)
            .max(Double::compare)
            .orElse(null),
        queues.stream()
            .map(Queue::deadLetterQueue)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum());
  }

  private static @Nullable Long sum(List<Queue> queues, Function<Queue, @Nullable Long> figure) {
    return queues.isEmpty() || queues.stream().map(figure).anyMatch(Objects::isNull)
        ? null
        : Long.valueOf(queues.stream().map(figure).mapToLong(Long::longValue).sum());
  }
}
