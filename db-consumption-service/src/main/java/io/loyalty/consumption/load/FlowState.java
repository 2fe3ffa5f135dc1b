package io.loyalty.consumption.load;

/** What the flow is doing. */
public enum FlowState {
  /** It waits for the database to be there and brings its tables up to date. */
  STARTING,
  /** It loads whatever comes. */
  RUNNING,
  /** It loads nothing of some partitions, for a reason. */
  HOLDING,
  /** It has ended. */
  STOPPED
}
