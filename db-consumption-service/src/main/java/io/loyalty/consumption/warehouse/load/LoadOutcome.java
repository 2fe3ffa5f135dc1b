package io.loyalty.consumption.warehouse.load;

import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRow;
import java.util.List;
import java.util.Map;

/**
 * Describes the outcome of writing a batch.
 *
 * @param result of the whole
 * @param loaded the ranges that are in the warehouse, with their offsets; of a partition in
 *     ascending order
 * @param held topics whose table is not as the load needs it, or refuses too much, with the reason
 * @param faulty partitions whose write met an unexpected fault: nothing of them is loaded from the
 *     record on that meets it
 * @param refused records whose rows the database refuses; nothing that was written with them is
 *     loaded, until they are read again and these are dead letters
 */
public record LoadOutcome(
    Result result,
    List<PartitionRange> loaded,
    Map<String, String> held,
    List<FaultyPartition> faulty,
    List<RefusedRow> refused) {

  /** Keeps unmodifiable copies of the map and the lists. */
  public LoadOutcome {
    loaded = List.copyOf(loaded);
    held = Map.copyOf(held);
    faulty = List.copyOf(faulty);
    refused = List.copyOf(refused);
  }

  /** Returns whether the whole batch is in the warehouse. */
  public boolean isWhole() {
    return result == Result.COMMITTED && held.isEmpty() && faulty.isEmpty() && refused.isEmpty();
  }

  /** Lists the results of a batch. */
  public enum Result {
    /** The loaded ranges are in the warehouse, with their offsets. */
    COMMITTED,
    /** The stored offset of a partition has moved. Read the stored offsets and resume there. */
    STALE
  }
}
