package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the progress of a reconciliation, and can abandon it. Thread-safe. */
final class ReconcileProgress {
  private final AtomicInteger partitions = new AtomicInteger();
  private final AtomicInteger partitionsDone = new AtomicInteger();
  private final AtomicLong records = new AtomicLong();
  private volatile boolean abandoned;

  /** Sets the number of partitions to check. */
  void expect(int expected) {
    partitions.set(expected);
    requireWanted();
  }

  /** Counts one more checked partition. */
  void partitionDone() {
    partitionsDone.incrementAndGet();
    requireWanted();
  }

  /** Counts records that were read. */
  void read(int count) {
    records.addAndGet(count);
    requireWanted();
  }

  /** Ends the reconciliation at its next progress update. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Returns the current progress. */
  StoredReconciliation.Progress now() {
    int done = partitionsDone.get();
    // A partition may have been added since.
    return new StoredReconciliation.Progress(Math.max(done, partitions.get()), done, records.get());
  }

  private void requireWanted() {
    if (abandoned) {
      throw new ReconcileAbandonedException();
    }
  }
}
