package io.loyalty.client.consumption;

import java.util.List;

/** Lists reconciliations, the newest first, without their results. */
public record ReconciliationList(List<Reconciliation> reconciliations) {
  /** Keeps an unmodifiable copy of the list, which must not be null. */
  public ReconciliationList {
    reconciliations = List.copyOf(reconciliations);
  }
}
