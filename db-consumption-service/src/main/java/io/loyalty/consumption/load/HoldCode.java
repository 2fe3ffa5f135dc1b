package io.loyalty.consumption.load;

/** Why a partition is held, as a stable code. */
public enum HoldCode {
  /** The topic was deleted and made again; somebody has to decide where to go on. */
  TOPIC_MADE_AGAIN(true),
  /** Records were deleted before they were loaded; somebody has to decide where to go on. */
  RECORDS_GONE(true),
  /** The log lost records that were loaded; somebody has to decide where to go on. */
  LOG_CUT_OFF(true),
  /** Kafka has no such partition. */
  NO_SUCH_PARTITION(false),
  /** The registry does not know a record's schema, or it can't be read. */
  UNKNOWN_SCHEMA(false),
  /** The registry does not answer. */
  REGISTRY_UNAVAILABLE(false),
  /** The table is not as the load needs it, or refuses too many rows. */
  TABLE(false),
  /** Kafka's log has a damaged record; it is read again, or somebody decides where to go on. */
  UNREADABLE_RECORD(false),
  /** A record met a fault of the load; it is tried again, or somebody decides where to go on. */
  UNEXPECTED_FAULT(false),
  /** The whole load waits, for the database or Kafka. */
  WAITING(false);

  private final boolean needsDecision;

  HoldCode(boolean needsDecision) {
    this.needsDecision = needsDecision;
  }

  /** Whether it stays until somebody decides where to go on; else it goes on by itself. */
  public boolean needsDecision() {
    return needsDecision;
  }

  /** Whether somebody may decide where to go on. */
  public boolean allowsDecision() {
    return needsDecision || this == UNREADABLE_RECORD || this == UNEXPECTED_FAULT;
  }
}
