package io.loyalty.consumption.load;

/** Why a partition is held, as a stable code. */
public enum HoldCode {
  /** The topic was deleted and made again; an operator has to decide where the load goes on. */
  TOPIC_MADE_AGAIN(true),
  /**
   * Records were deleted before they were loaded; an operator has to decide where the load goes on.
   */
  RECORDS_GONE(true),
  /** The log lost records that were loaded; an operator has to decide where the load goes on. */
  LOG_CUT_OFF(true),
  /** Kafka has no such partition. */
  NO_SUCH_PARTITION(false),
  /** No leader of the partition answers. */
  NO_LEADER(false),
  /** The registry does not know a record's schema, or it can't be read. */
  UNKNOWN_SCHEMA(false),
  /** The registry does not answer. */
  REGISTRY_UNAVAILABLE(false),
  /** The table is not as the load needs it, or refuses too many rows. */
  TABLE(false),
  /**
   * Kafka's log has a damaged record; it is read again, or an operator decides where the load goes
   * on.
   */
  UNREADABLE_RECORD(false),
  /**
   * A record met an unexpected fault; it is tried again, or an operator decides where the load goes
   * on.
   */
  UNEXPECTED_FAULT(false),
  /** The whole load waits, for the database or Kafka. */
  WAITING(false);

  private final boolean needsDecision;

  HoldCode(boolean needsDecision) {
    this.needsDecision = needsDecision;
  }

  /** Whether the hold stays until an operator decides; else it ends by itself. */
  public boolean needsDecision() {
    return needsDecision;
  }

  /** Whether an operator may decide where the load goes on. */
  public boolean allowsDecision() {
    return needsDecision || this == UNREADABLE_RECORD || this == UNEXPECTED_FAULT;
  }
}
