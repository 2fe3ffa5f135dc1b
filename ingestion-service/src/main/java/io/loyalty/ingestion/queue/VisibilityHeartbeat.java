package io.loyalty.ingestion.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * Keeps the messages in work invisible: renews their visibility timeout when a third of it has
 * passed, for 11.5 hours at most, as SQS ends it after 12. A renewal that fails is tried again at
 * the next beat. Thread-safe.
 */
final class VisibilityHeartbeat {
  private static final Logger log = LoggerFactory.getLogger(VisibilityHeartbeat.class);
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(690);
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final QueueProperties queue;
  private final Clock clock;
  private final Map<Receipt, Instant> renewed = new ConcurrentHashMap<>();

  VisibilityHeartbeat(SqsClient sqs, QueueProperties queue, Clock clock) {
    this.sqs = sqs;
    this.queue = queue;
    this.clock = clock;
  }

  void hold(Receipt receipt) {
    renewed.put(receipt, receipt.receivedAt());
  }

  void release(Receipt receipt) {
    renewed.remove(receipt);
  }

  /** Renews what is due. */
  void beat() {
    Instant now = clock.instant();
    Instant due = now.minus(queue.visibilityTimeout().dividedBy(3));
    Instant heldTooLong = now.minus(LONGEST_HOLD);
    List<Receipt> receipts =
        renewed.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(due))
            .map(Map.Entry::getKey)
            .filter(receipt -> receipt.receivedAt().isAfter(heldTooLong))
            .toList();
    for (int from = 0; from < receipts.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      renew(receipts.subList(from, Math.min(from + BATCH, receipts.size())));
    }
  }

  private void renew(List<Receipt> batch) {
    // Taken before the request: the timeout runs from when the queue gets it.
    Instant now = clock.instant();
    try {
      List<BatchResultErrorEntry> failed =
          sqs.changeMessageVisibilityBatch(
                  request -> request.queueUrl(queue.url().toString()).entries(entries(batch)))
              .failed();
      List<Integer> refused = failed.stream().map(entry -> Integer.parseInt(entry.id())).toList();
      for (int position = 0; position < batch.size(); position++) {
        if (!refused.contains(position)) {
          renewed.computeIfPresent(batch.get(position), (receipt, before) -> now);
        }
      }
      for (BatchResultErrorEntry entry : failed) {
        if (SqsFaults.isStaleReceipt(entry.code())) {
          release(batch.get(Integer.parseInt(entry.id())));
        }
      }
    } catch (SdkException e) {
      if (SqsFaults.isStaleReceipt(e)) {
        refused(batch);
      } else {
        log.warn(
            "The visibility of {} messages could not be renewed: {}. Trying again.",
            batch.size(),
            SqsFaults.phrase(e));
      }
    }
  }

  /** Some servers refuse the whole batch for one stale receipt: then each goes alone. */
  private void refused(List<Receipt> batch) {
    if (batch.size() == 1) {
      release(batch.get(0));
    } else {
      batch.forEach(receipt -> renew(List.of(receipt)));
    }
  }

  private List<ChangeMessageVisibilityBatchRequestEntry> entries(List<Receipt> batch) {
    int seconds = (int) queue.visibilityTimeout().toSeconds();
    return IntStream.range(0, batch.size())
        .mapToObj(
            position ->
                ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(position))
                    .receiptHandle(batch.get(position).handle())
                    .visibilityTimeout(seconds)
                    .build())
        .toList();
  }
}
