package io.loyalty.consumption.proof;

/** Lists how thoroughly a reconciliation checks a partition. */
public enum Depth {
  /**
   * The reconciliation compared the counts of the warehouse with its ledger, which suffices if they
   * match.
   */
  COUNTS,
  /** The reconciliation read the log again and looked up each record. */
  EXACT,
  /**
   * The partition was not checked: nothing of this log was loaded, or the log could not be read.
   */
  NONE
}
