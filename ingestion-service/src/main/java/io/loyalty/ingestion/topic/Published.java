package io.loyalty.ingestion.topic;

/**
 * What became of a record.
 *
 * @param outcome in short
 * @param detail why it is not on the topic, without data of the record; null if it is
 */
public record Published(Outcome outcome, String detail) {
  /** The closed set of outcomes. */
  public enum Outcome {
    /** Every in-sync replica has it. */
    ACKNOWLEDGED,
    /** The broker will never take this record: too large, or not valid for the topic. */
    RECORD_REFUSED,
    /**
     * Nothing can be written to this topic until somebody repairs something; other topics go on.
     */
    TOPIC_REFUSED,
    /** It could not be written, through no fault of its own or of its topic. */
    FAILED
  }

  static final Published ACKNOWLEDGED = new Published(Outcome.ACKNOWLEDGED, null);
}
