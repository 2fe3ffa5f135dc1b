package io.loyalty.ingestion.source;

/**
 * Says that a message is the original of a dead letter that comes back, and what to do with it.
 *
 * @param redriveId the run that it belongs to; null where its record does not say
 * @param deadLetterId the dead letter; null where its record does not say
 * @param isWholeMessage whether the original is a whole message, and not one event
 * @param isDryRun whether nothing is published
 * @param patch a JSON Patch (RFC 6902) that is applied to each event first; null: none
 * @param candidate a version of a contract that events are validated against in place of the
 *     current one; null: none
 * @param fault what the record of the redrive should have and has not; null: nothing is wrong
 */
public record Redrive(
    String redriveId,
    String deadLetterId,
    boolean isWholeMessage,
    boolean isDryRun,
    String patch,
    String candidate,
    String fault) {
  /** Whether it is known which dead letter of which run the message is. */
  public boolean isKnown() {
    return redriveId != null && deadLetterId != null;
  }
}
