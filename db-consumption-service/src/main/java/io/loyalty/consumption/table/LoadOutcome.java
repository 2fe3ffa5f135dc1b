package io.loyalty.consumption.table;

import java.util.Map;

/**
 * What became of a batch.
 *
 * @param result of the whole
 * @param held topics that are not loaded, with the reason; the others are not affected
 */
public record LoadOutcome(Result result, Map<String, String> held) {
  /** Copies the map. */
  public LoadOutcome {
    held = Map.copyOf(held);
  }

  /** Of the whole. */
  public enum Result {
    /** Every topic that is not held is in the warehouse, with its offsets. */
    COMMITTED,
    /** Nothing is: the stored offset of a partition is another. Read it and begin there. */
    STALE
  }
}
