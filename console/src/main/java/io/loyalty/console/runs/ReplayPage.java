package io.loyalty.console.runs;

import io.loyalty.client.consumption.Replay;
import io.loyalty.client.consumption.Replay.State;

/**
 * Shows a replay.
 *
 * @param replay the replay
 */
record ReplayPage(Replay replay) {
  /** Returns the replay in a line. */
  public RunRow run() {
    return RunRow.of(replay);
  }

  /** Returns whether it has ended. */
  public boolean isEnded() {
    return replay.state().ended();
  }

  /** Returns whether it can be paused. */
  public boolean isPausable() {
    return replay.state() == State.PENDING || replay.state() == State.RUNNING;
  }

  /** Returns whether it can be resumed. */
  public boolean isResumable() {
    return replay.state() == State.PAUSED;
  }

  /** Returns how many offsets it has yet to read. */
  public long left() {
    return Math.max(0, replay.totalRecords() - replay.records());
  }
}
