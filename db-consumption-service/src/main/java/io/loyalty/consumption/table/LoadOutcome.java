package io.loyalty.consumption.table;

import io.loyalty.consumption.deadletter.RefusedRow;
import java.util.List;
import java.util.Map;

/**
 * What became of a batch.
 *
 * @param result of the whole
 * @param held topics that are not loaded, with the reason; the others are not affected
 * @param refused records whose rows the database refuses; nothing of their topics is loaded, until
 *     they are read again and these are dead letters
 */
public record LoadOutcome(Result result, Map<String, HeldTopic> held, List<RefusedRow> refused) {
  /**
   * Why a topic is not loaded.
   *
   * @param reason in one sentence
   * @param unexpected whether it is a fault of the load that nobody foresaw
   */
  public record HeldTopic(String reason, boolean unexpected) {
    /** The table is not as the load needs it, or refuses too much. */
    static HeldTopic ofTable(String reason) {
      return new HeldTopic(reason, false);
    }

    /** Its text may hold data of a row: only its kind and place are told. */
    static HeldTopic unexpected(RuntimeException fault) {
      StackTraceElement[] places = fault.getStackTrace();
      return new HeldTopic(
          "unexpected %s while writing its rows, at %s"
              .formatted(
                  fault.getClass().getSimpleName(),
                  places.length == 0 ? "an unknown place" : places[0]),
          true);
    }
  }

  /** Copies map and list. */
  public LoadOutcome {
    held = Map.copyOf(held);
    refused = List.copyOf(refused);
  }

  /** Whether that of a topic which the batch held is in the warehouse. */
  public boolean isLoaded(String topic) {
    return !held.containsKey(topic)
        && refused.stream().noneMatch(row -> row.at().topic().equals(topic));
  }

  /** Whether all of the batch is in the warehouse. */
  public boolean isWhole() {
    return held.isEmpty() && refused.isEmpty();
  }

  /** Of the whole. */
  public enum Result {
    /** Every topic that is not held is in the warehouse, with its offsets. */
    COMMITTED,
    /** Nothing is: the stored offset of a partition is another. Read it and begin there. */
    STALE
  }
}
