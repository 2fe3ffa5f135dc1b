package io.loyalty.console.flow;

import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.console.live.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds what the last finished reconciliation of all event types has found.
 *
 * @param id the id of the reconciliation
 * @param unaccounted the records that are unaccounted for
 * @param unproven the records and rows that could not be checked
 * @param startedAt when it started
 * @param endedAt when it ended
 */
record Balance(String id, long unaccounted, long unproven, Instant startedAt, Instant endedAt) {
  /** Returns the last one; empty if none is known. One of a single event type does not count. */
  static Optional<Balance> last(Snapshot snapshot) {
    return snapshot.reconciliations().orElse(List.of()).stream()
        .filter(Balance::hasResultOfAllTypes)
        .max(Comparator.comparing(Reconciliation::endedAt))
        .map(
            each ->
                new Balance(
                    each.id(),
                    each.unaccounted(),
                    each.unproven(),
                    each.startedAt(),
                    each.endedAt()));
  }

  private static boolean hasResultOfAllTypes(Reconciliation each) {
    return each.state() == Reconciliation.State.FINISHED
        && each.eventType() == null
        && each.unaccounted() != null
        && each.unproven() != null
        && each.endedAt() != null;
  }
}
