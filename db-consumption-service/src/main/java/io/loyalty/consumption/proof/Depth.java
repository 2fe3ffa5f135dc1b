package io.loyalty.consumption.proof;

/** How deep a reconcile looked at a partition. */
public enum Depth {
  /** Counts of the warehouse and of its ledger, which suffice as long as they balance. */
  COUNTS,
  /** The log was read again, and each record looked for. */
  EXACT,
  /** Not at all: nothing of this log was loaded, or the log could not be read. */
  NONE
}
