package io.loyalty.consumption.warehouse.replay;

/** Lists the states of a replay. */
public enum ReplayState {
  /** The replay waits for a worker. */
  PENDING,
  /** A worker is running the replay, or will take it over. */
  RUNNING,
  /** The replay waits to be resumed. */
  PAUSED,
  /** The replay was cancelled on request. */
  CANCELLED,
  /** All records are read. */
  DONE,
  /** The replay can never continue; its reason states why. */
  FAILED;

  /** Returns whether the replay has ended. */
  public boolean isEnded() {
    return this == CANCELLED || this == DONE || this == FAILED;
  }
}
