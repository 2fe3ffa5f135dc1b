package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;

/** Lists what an operator decides on dead letters without a redrive. */
public enum Decision {
  /** Closes open dead letters. */
  RESOLVE(DeadLetterState.OPEN, "resolved"),
  /** Undoes that. */
  REOPEN(DeadLetterState.RESOLVED, "reopened");

  private final DeadLetterState from;
  private final String outcome;

  Decision(DeadLetterState from, String outcome) {
    this.from = from;
    this.outcome = outcome;
  }

  /** Returns the state of the dead letters that it is made on. */
  DeadLetterState from() {
    return from;
  }

  /** Returns what it makes of them. */
  public String outcome() {
    return outcome;
  }
}
