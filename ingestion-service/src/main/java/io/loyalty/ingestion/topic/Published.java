package io.loyalty.ingestion.topic;

/**
 * Describes the outcome of publishing a record.
 *
 * @param outcome the kind of outcome
 * @param detail why it is not on the topic, without event data; null if it is
 */
public record Published(Outcome outcome, String detail) {
  /** Lists the kinds of outcomes. */
  public enum Outcome {
    /** Every in-sync replica has the record. */
    ACKNOWLEDGED,
    /** The broker will never accept this record: it is too large, or invalid for the topic. */
    RECORD_REFUSED,
    /** The topic can't be written until an operator repairs something; other topics can. */
    TOPIC_REFUSED,
    /** The record could not be written, for a reason that lies neither in it nor in its topic. */
    FAILED
  }

  static final Published ACKNOWLEDGED = new Published(Outcome.ACKNOWLEDGED, null);
}
