package io.loyalty.ingestion.recovery;

/** Tells what becomes of an event of a dead letter that comes back. The codes are stable. */
public enum RedriveOutcome {
  /** A dry run found nothing wrong with it. */
  WOULD_PASS("would-pass"),
  /** A dry run found something wrong with it. */
  WOULD_FAIL("would-fail"),
  /** It is on its topic. */
  PUBLISHED("published"),
  /** It was refused, and the dead letter stays open. */
  REFUSED_AGAIN("refused-again");

  private final String code;

  RedriveOutcome(String code) {
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
