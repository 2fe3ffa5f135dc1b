package io.loyalty.client.streams;

/** Lists what a stage can be doing. */
public enum StageState {
  /** Waits for something that is not there yet. */
  WAITING,
  /** Takes over partitions, or rebuilds its state. */
  STARTING,
  /** Processes events. */
  RUNNING,
  /** Has ended, and needs somebody who removes the cause. */
  FAILED,
  /** Was stopped. */
  STOPPED
}
