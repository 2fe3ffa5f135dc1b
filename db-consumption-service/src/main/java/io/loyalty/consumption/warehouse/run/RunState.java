package io.loyalty.consumption.warehouse.run;

/** Lists the states of a run: a replay or a redrive. */
public enum RunState {
  /** The run waits for a worker. */
  PENDING,
  /** A worker is at the run, or will take it over. */
  RUNNING,
  /** The run waits to be resumed. */
  PAUSED,
  /** The run was cancelled on request. */
  CANCELLED,
  /** The run has done everything. */
  DONE,
  /** The run can never continue; its reason states why. */
  FAILED;

  /** Returns whether the run has ended. */
  public boolean isEnded() {
    return this == CANCELLED || this == DONE || this == FAILED;
  }
}
