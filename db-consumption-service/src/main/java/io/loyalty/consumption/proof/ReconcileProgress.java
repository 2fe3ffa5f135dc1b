package io.loyalty.consumption.proof;

import io.loyalty.consumption.warehouse.proof.StoredReconciliation;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How far a reconcile is, and whether it is to go on. Thread-safe. */
final class ReconcileProgress {
  private final AtomicInteger partitions = new AtomicInteger();
  private final AtomicInteger partitionsDone = new AtomicInteger();
  private final AtomicLong records = new AtomicLong();
  private volatile boolean abandoned;

  /** Notes how many partitions there are to look at. */
  void expect(int expected) {
    partitions.set(expected);
    requireWanted();
  }

  /** Notes that one more was looked at. */
  void partitionDone() {
    partitionsDone.incrementAndGet();
    requireWanted();
  }

  /** Notes that so many records were read. */
  void read(int count) {
    records.addAndGet(count);
    requireWanted();
  }

  /** Ends the reconcile at the next note. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** As it is now. */
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
