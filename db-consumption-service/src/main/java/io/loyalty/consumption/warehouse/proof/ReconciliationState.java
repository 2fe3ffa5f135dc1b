package io.loyalty.consumption.warehouse.proof;

/** Lists the states of a reconciliation. */
public enum ReconciliationState {
  /** An instance is running the reconciliation. */
  RUNNING,
  /** The reconciliation has a result. */
  FINISHED,
  /** The reconciliation ended without a result; its reason states why. */
  FAILED,
  /** The instance that ran the reconciliation was stopped or failed. */
  ABANDONED
}
