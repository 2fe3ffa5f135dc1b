package io.loyalty.consumption.load;

/** What a load is doing. */
public enum FlowState {
  /** It waits for the database to be there and brings its tables up to date. */
  STARTING,
  /** It loads all of its partitions. */
  RUNNING,
  /** It waits, or some partitions are on hold. */
  HOLDING,
  /** It has ended. */
  STOPPED
}
