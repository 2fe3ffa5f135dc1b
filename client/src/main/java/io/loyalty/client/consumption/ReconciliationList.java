package io.loyalty.client.consumption;

import java.util.List;

/** Reconciliations, the newest first, without what they found. */
public record ReconciliationList(List<Reconciliation> reconciliations) {
  /** Copies the list, which must be there. */
  public ReconciliationList {
    reconciliations = List.copyOf(reconciliations);
  }
}
