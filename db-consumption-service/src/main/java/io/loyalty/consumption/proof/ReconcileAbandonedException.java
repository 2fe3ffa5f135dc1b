package io.loyalty.consumption.proof;

/** The instance was stopped, or lost its lease: nobody waits for the result any more. */
final class ReconcileAbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReconcileAbandonedException() {
    super("the reconcile was abandoned");
  }
}
