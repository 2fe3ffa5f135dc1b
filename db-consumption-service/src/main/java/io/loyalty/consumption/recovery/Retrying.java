package io.loyalty.consumption.recovery;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.BatchProperties;
import io.loyalty.consumption.batch.EventSelection;
import io.loyalty.consumption.batch.EventWindow;
import io.loyalty.consumption.load.LoadLoop;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.run.RunLease;
import io.loyalty.consumption.run.SpeedLimit;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.recovery.RetryItems;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Reads the records that the load refused again, by the one load loop. Confined to the worker's
 * thread.
 *
 * @param loops makes the loop
 * @param readers makes its reader
 * @param writers write as the live load does, on the account of a redrive and its worker
 * @param batch the limits of a batch, whose rows must be few enough for the database to refuse all
 * @param window the accepted times of occurrence
 * @param items the records of a redrive, for a worker
 * @param properties the times of the loop
 */
public record Retrying(
    LoadLoops loops,
    TopicReaders readers,
    BiFunction<StoredRedrive, UUID, TableWriter> writers,
    BatchProperties batch,
    EventWindow window,
    BiFunction<StoredRedrive, UUID, RetryItems> items,
    RedriveProperties properties) {

  SpeedLimit limit(StoredRedrive redrive) {
    return new SpeedLimit(redrive.scope().recordsPerSecond(), loops.clock());
  }

  /** Reads all; returns whether all are read, and not so because the redrive was stopped. */
  boolean run(StoredRedrive redrive, RunLease lease, SpeedLimit limit) {
    RetryItems left = items.apply(redrive, lease.owner());
    if (redrive.scope().patch() != null) {
      left.refuseAll(
          "patch-not-applicable", "the load refused a record, which a patch can't change");
    }
    Set<PartitionId> partitions = left.partitions(loops.topics().names());
    if (partitions.isEmpty()) {
      return true;
    }
    TopicReader reader = readers.ofNoGroup("redrive");
    TableWriter own = writers.apply(redrive, lease.owner());
    RetryPlaces places = new RetryPlaces(left, partitions, reader, loops.logs(), own, lease, limit);
    BatchProperties few =
        new BatchProperties(limit.batch(batch.maxRows()), batch.maxBytes(), batch.maxAge());
    LoadLoop loop =
        loops.loop(
            places,
            reader,
            own,
            new BatchCollector(few, EventSelection.of(window), loops.clock()),
            properties.waits());
    lease.whenStopped(loop::stop);
    loop.run();
    lease.whenStopped(() -> {});
    return places.isDone();
  }
}
