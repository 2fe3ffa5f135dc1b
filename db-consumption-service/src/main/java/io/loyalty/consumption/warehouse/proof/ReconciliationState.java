package io.loyalty.consumption.warehouse.proof;

/** Tells how a reconciliation stands. */
public enum ReconciliationState {
  /** An instance runs it. */
  RUNNING,
  /** It has a result. */
  FINISHED,
  /** It has ended without a result; its reason says why. */
  FAILED,
  /** The instance that ran it was stopped, or is gone. */
  ABANDONED
}
