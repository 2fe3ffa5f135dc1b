package io.loyalty.stream.run;

/** Lists what a stage is doing. */
public enum StageState {
  /**
   * Waits for the broker, the registry, a topic or a schema; starts by itself once they are there.
   */
  WAITING,
  /** Takes over partitions, or rebuilds its state from Kafka. */
  STARTING,
  /** Processes events. */
  RUNNING,
  /** Has ended, and needs somebody who removes the cause. */
  FAILED,
  /** Was stopped. */
  STOPPED
}
