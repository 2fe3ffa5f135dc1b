package io.loyalty.consumption.warehouse.replay;

/** Tells how a replay stands. */
public enum ReplayState {
  /** It waits for a worker. */
  PENDING,
  /** A worker runs it, or is to take it over. */
  RUNNING,
  /** It waits to be resumed. */
  PAUSED,
  /** It was ended on request. */
  CANCELLED,
  /** All is read. */
  DONE,
  /** It can never go on; its reason says why. */
  FAILED;

  /** Returns whether nothing more comes of it. */
  public boolean isEnded() {
    return this == CANCELLED || this == DONE || this == FAILED;
  }
}
