package io.loyalty.consumption.proof;

/** The instance was stopped or lost its lease; the result is no longer wanted. */
final class ReconcileAbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReconcileAbandonedException() {
    super("the reconcile was abandoned");
  }
}
