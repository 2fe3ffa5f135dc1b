package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Backoff;
import io.loyalty.ingestion.source.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * Deletes messages in batches of ten, or fewer when the first has waited for the given age. A
 * failed delete is retried until the message is gone or its receipt has expired. Thread-safe.
 */
final class Deletes {
  private static final Logger log = LoggerFactory.getLogger(Deletes.class);
  private static final int BATCH = 10;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final SqsClient sqs;
  private final QueueAddress queue;
  private final QueueProperties properties;
  private final QueueMeters meters;
  private final BiConsumer<SqsReceipt, Settlement> settled;
  private final BlockingQueue<SqsReceipt> waiting = new LinkedBlockingQueue<>();
  private final ReentrantLock collecting = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch abandon = new CountDownLatch(1);
  private List<Thread> threads = List.of();

  Deletes(
      SqsClient sqs,
      QueueAddress queue,
      QueueProperties properties,
      QueueMeters meters,
      BiConsumer<SqsReceipt, Settlement> settled) {
    this.sqs = sqs;
    this.queue = queue;
    this.properties = properties;
    this.meters = meters;
    this.settled = settled;
  }

  synchronized void start() {
    threads =
        IntStream.range(0, properties.deletes())
            .mapToObj(number -> new Thread(this::run, "delete-" + number))
            .toList();
    threads.forEach(Thread::start);
  }

  void add(SqsReceipt receipt) {
    waiting.add(receipt);
  }

  /**
   * Sends the deletes that wait; messages whose delete can't be sent in time are delivered again.
   */
  synchronized void close(Duration grace) {
    closing.countDown();
    long deadline = System.nanoTime() + grace.toNanos();
    boolean interrupted = !join(deadline);
    abandon.countDown();
    threads.forEach(Thread::interrupt);
    join(System.nanoTime() + TimeUnit.SECONDS.toNanos(1));
    List<SqsReceipt> left = new ArrayList<>();
    waiting.drainTo(left);
    left.forEach(receipt -> settled.accept(receipt, Settlement.RETURNED));
    if (!left.isEmpty()) {
      log.warn(
          "{} messages could not be deleted within the grace period; the queue delivers them again.",
          left.size());
    }
    if (interrupted) {
      log.debug("The grace period of {} was used up.", grace);
    }
  }

  private boolean join(long deadline) {
    for (Thread thread : threads) {
      try {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left > 0) {
          thread.join(left);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      if (thread.isAlive()) {
        return false;
      }
    }
    return true;
  }

  private void run() {
    Backoff pause = new Backoff(abandon);
    try {
      while (abandon.getCount() > 0) {
        List<SqsReceipt> batch = collect();
        if (batch.isEmpty()) {
          if (closing.getCount() == 0) {
            return;
          }
        } else if (delete(batch)) {
          pause.reset();
        } else {
          pause.afterFault();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One thread collects while the others send, so that a batch fills up before the next one begins.
   */
  private List<SqsReceipt> collect() throws InterruptedException {
    collecting.lockInterruptibly();
    try {
      List<SqsReceipt> batch = new ArrayList<>(BATCH);
      SqsReceipt first =
          closing.getCount() == 0
              ? waiting.poll()
              : waiting.poll(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return batch;
      }
      batch.add(first);
      waiting.drainTo(batch, BATCH - 1);
      long deadline = System.nanoTime() + properties.deleteAge().toNanos();
      while (batch.size() < BATCH) {
        long left = closing.getCount() == 0 ? 0 : deadline - System.nanoTime();
        SqsReceipt next = waiting.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (next == null) {
          break;
        }
        batch.add(next);
      }
      return batch;
    } finally {
      collecting.unlock();
    }
  }

  /** Returns whether every receipt of the batch is settled. */
  private boolean delete(List<SqsReceipt> batch) {
    List<BatchResultErrorEntry> failed;
    try {
      failed = meters.deleting(() -> sqs.deleteMessageBatch(request(batch))).failed();
    } catch (SdkException e) {
      return retry(batch, e);
    } catch (RuntimeException e) {
      // No known fault throws here; receipts that were dropped would stay in work for ever.
      log.error("Unexpected error while deleting {} messages; trying again.", batch.size(), e);
      waiting.addAll(batch);
      return false;
    }
    boolean[] open = new boolean[batch.size()];
    boolean all = true;
    for (BatchResultErrorEntry entry : failed) {
      int position = Integer.parseInt(entry.id());
      open[position] = true;
      if (SqsFaults.isStaleReceipt(entry.code())) {
        settle(batch.get(position), Settlement.EXPIRED);
      } else {
        log.debug("The queue did not delete a message: {}", entry.code());
        waiting.add(batch.get(position));
        all = false;
      }
    }
    for (int position = 0; position < open.length; position++) {
      if (!open[position]) {
        settle(batch.get(position), Settlement.DELETED);
      }
    }
    return all;
  }

  /** Names each message by its position in the batch. */
  private DeleteMessageBatchRequest request(List<SqsReceipt> batch) {
    return DeleteMessageBatchRequest.builder()
        .queueUrl(queue.text())
        .entries(
            IntStream.range(0, batch.size())
                .mapToObj(
                    position ->
                        DeleteMessageBatchRequestEntry.builder()
                            .id(String.valueOf(position))
                            .receiptHandle(batch.get(position).handle())
                            .build())
                .toList())
        .build();
  }

  /**
   * Settles a message; a fault in counting it must not keep the rest of the batch from being
   * settled.
   */
  private void settle(SqsReceipt receipt, Settlement settlement) {
    try {
      settled.accept(receipt, settlement);
    } catch (RuntimeException e) {
      log.error("Unexpected error while settling message {}", receipt.messageId(), e);
    }
  }

  /** Deletes each message alone: some servers refuse a whole batch for one expired receipt. */
  private boolean retry(List<SqsReceipt> batch, SdkException fault) {
    if (!SqsFaults.isStaleReceipt(fault)) {
      if (abandon.getCount() > 0) {
        log.warn(
            "The queue did not delete {} messages: {}. Trying again.",
            batch.size(),
            SqsFaults.phrase(fault));
      }
      waiting.addAll(batch);
      return false;
    }
    if (batch.size() == 1) {
      settle(batch.get(0), Settlement.EXPIRED);
      return true;
    }
    boolean all = true;
    for (SqsReceipt receipt : batch) {
      all &= delete(List.of(receipt));
    }
    return all;
  }
}
