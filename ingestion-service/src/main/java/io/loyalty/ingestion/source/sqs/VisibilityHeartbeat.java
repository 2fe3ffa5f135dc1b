package io.loyalty.ingestion.source.sqs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;

/**
 * Keeps the messages in work invisible: renews their visibility timeout when a third of it has
 * passed, for 11.5 hours at most, since SQS ends it after 12. A failed renewal is retried at the
 * next beat. Several requests are in flight at once, so that tens of thousands of messages are
 * renewed in time. Thread-safe.
 */
final class VisibilityHeartbeat implements AutoCloseable {
  /** Is the number of requests at the same time. */
  static final int THREADS = 8;

  private static final Logger log = LoggerFactory.getLogger(VisibilityHeartbeat.class);
  private static final Duration LONGEST_HOLD = Duration.ofMinutes(690);
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final QueueAddress queue;
  private final QueueProperties properties;
  private final QueueMeters meters;
  private final Clock clock;
  private final Map<SqsReceipt, Instant> renewed = new ConcurrentHashMap<>();
  private final ExecutorService requests =
      Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "renewal"));

  VisibilityHeartbeat(
      SqsClient sqs,
      QueueAddress queue,
      QueueProperties properties,
      QueueMeters meters,
      Clock clock) {
    this.sqs = sqs;
    this.queue = queue;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
  }

  void hold(SqsReceipt receipt) {
    renewed.put(receipt, receipt.receivedAt());
  }

  void release(SqsReceipt receipt) {
    renewed.remove(receipt);
  }

  /**
   * Returns how long ago the oldest message in work was sent to the queue; zero if there is none.
   */
  Duration oldest() {
    Optional<Instant> sent =
        renewed.keySet().stream().map(SqsReceipt::sentAt).min(Comparator.naturalOrder());
    return sent.map(at -> Duration.between(at, clock.instant())).orElse(Duration.ZERO);
  }

  /** Renews the timeouts that are due, and returns when that is done. */
  void beat() {
    Instant now = clock.instant();
    Instant due = now.minus(properties.visibilityTimeout().dividedBy(3));
    Instant heldTooLong = now.minus(LONGEST_HOLD);
    List<SqsReceipt> receipts =
        renewed.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(due))
            .map(Map.Entry::getKey)
            .filter(receipt -> receipt.receivedAt().isAfter(heldTooLong))
            .toList();
    List<Callable<Object>> batches = new ArrayList<>();
    for (int from = 0; from < receipts.size(); from += BATCH) {
      List<SqsReceipt> batch = receipts.subList(from, Math.min(from + BATCH, receipts.size()));
      batches.add(Executors.callable(() -> renewOrTell(batch)));
    }
    try {
      requests.invokeAll(batches);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    requests.shutdownNow();
  }

  private void renewOrTell(List<SqsReceipt> batch) {
    try {
      renew(batch);
    } catch (RuntimeException e) {
      log.error("Unexpected error while renewing {} messages; trying again.", batch.size(), e);
    }
  }

  private void renew(List<SqsReceipt> batch) {
    // Read before the request: the timeout begins when the queue gets it.
    Instant now = clock.instant();
    try {
      List<BatchResultErrorEntry> failed =
          sqs.changeMessageVisibilityBatch(
                  request -> request.queueUrl(queue.text()).entries(entries(batch)))
              .failed();
      List<Integer> refused = failed.stream().map(entry -> Integer.parseInt(entry.id())).toList();
      for (int position = 0; position < batch.size(); position++) {
        if (!refused.contains(position)) {
          renewed.computeIfPresent(batch.get(position), (receipt, before) -> now);
        }
      }
      meters.renewed(batch.size() - refused.size());
      for (BatchResultErrorEntry entry : failed) {
        if (SqsFaults.isStaleReceipt(entry.code())) {
          lose(batch.get(Integer.parseInt(entry.id())));
        }
      }
    } catch (SdkException e) {
      if (SqsFaults.isStaleReceipt(e)) {
        refused(batch);
      } else if (!Thread.currentThread().isInterrupted()) {
        log.warn(
            "The visibility of {} messages could not be renewed: {}. Trying again.",
            batch.size(),
            SqsFaults.phrase(e));
      }
    }
  }

  /** Renews each message alone: some servers refuse a whole batch for one expired receipt. */
  private void refused(List<SqsReceipt> batch) {
    if (batch.size() == 1) {
      lose(batch.get(0));
    } else {
      batch.forEach(receipt -> renew(List.of(receipt)));
    }
  }

  private void lose(SqsReceipt receipt) {
    if (renewed.remove(receipt) != null) {
      meters.lost();
    }
  }

  private List<ChangeMessageVisibilityBatchRequestEntry> entries(List<SqsReceipt> batch) {
    int seconds = (int) properties.visibilityTimeout().toSeconds();
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
