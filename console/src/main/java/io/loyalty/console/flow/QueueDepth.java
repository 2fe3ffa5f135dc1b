package io.loyalty.console.flow;

import io.loyalty.client.ingestion.IngestionStatus.Queue;
import java.util.List;

/**
 * Tells how deep the queues are, all together.
 *
 * @param isKnown whether the service tells it
 * @param waiting the messages that wait
 * @param inFlight the messages that were received and not deleted yet
 * @param oldestSeconds how long ago the oldest message in work was sent; null if it is not known
 * @param deadLettered the messages in the queues' own dead-letter queues
 */
record QueueDepth(
    boolean isKnown, long waiting, long inFlight, Double oldestSeconds, long deadLettered) {
  static QueueDepth of(List<Queue> queues) {
    boolean known = false;
    long waiting = 0;
    long inFlight = 0;
    long deadLettered = 0;
    Double oldest = null;
    for (Queue queue : queues) {
      known |= queue.waiting() != null;
      waiting += orZero(queue.waiting());
      inFlight += orZero(queue.inFlight());
      deadLettered += orZero(queue.deadLetterQueue());
      if (queue.oldestSeconds() != null) {
        oldest = Math.max(oldest == null ? 0 : oldest, queue.oldestSeconds());
      }
    }
    return new QueueDepth(known, waiting, inFlight, oldest, deadLettered);
  }

  private static long orZero(Long count) {
    return count == null ? 0 : count;
  }
}
