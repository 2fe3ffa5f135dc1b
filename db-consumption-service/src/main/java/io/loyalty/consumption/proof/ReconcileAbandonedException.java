package io.loyalty.consumption.proof;

/**
 * Signals that the instance was stopped or lost its lease, so that the result is no longer needed.
 */
final class ReconcileAbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReconcileAbandonedException() {
    super("the reconcile was abandoned");
  }
}
