package io.loyalty.ingestion.deadletter;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.json.JsonSlice;
import java.time.Instant;
import java.util.List;

/**
 * An event that was refused.
 *
 * @param rejection where, when and why
 * @param original the event's own bytes, or the whole message where that could not be opened
 * @param attributes what the event says about itself; null where no envelope was found
 * @param coordinates where it came from
 */
public record DeadLetter(
    Rejection rejection,
    Original original,
    Envelope.Attributes attributes,
    Coordinates coordinates) {

  /**
   * Why it was refused.
   *
   * @param station the step that refused it
   * @param rejectedAt when
   * @param reason a stable code
   * @param detail one sentence without data of the event, or null
   * @param violations every rule that it breaks, up to a bound
   */
  public record Rejection(
      Station station,
      Instant rejectedAt,
      String reason,
      String detail,
      List<Violation> violations) {}

  /** The bytes, and whether they are the whole message. */
  public record Original(JsonSlice bytes, boolean wholeMessage) {}

  /** The message that it came in, and which event of it, from 0. */
  public record Coordinates(String queue, String messageId, int position) {}
}
