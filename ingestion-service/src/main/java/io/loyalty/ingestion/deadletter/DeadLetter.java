package io.loyalty.ingestion.deadletter;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.json.JsonSlice;
import java.time.Instant;
import java.util.List;

/**
 * Describes a refused event.
 *
 * @param rejection the step that refused it, the time and the reason
 * @param original the event's own bytes, or the whole message if it could not be opened
 * @param attributes the attributes of its envelope; null if no envelope was found
 * @param coordinates the message that it came in
 */
public record DeadLetter(
    Rejection rejection,
    Original original,
    Envelope.Attributes attributes,
    Coordinates coordinates) {

  /**
   * Says why an event was refused.
   *
   * @param station the step that refused it
   * @param rejectedAt the time of the refusal
   * @param reason a stable code
   * @param detail one sentence without event data, or null
   * @param violations the rules that it breaks, up to a limit
   */
  public record Rejection(
      Station station,
      Instant rejectedAt,
      String reason,
      String detail,
      List<Violation> violations) {}

  /** Holds the bytes, and whether they are the whole message. */
  public record Original(JsonSlice bytes, boolean wholeMessage) {}

  /** Names the message that an event came in, and the event's index in it, from 0. */
  public record Coordinates(String queue, String messageId, int position) {}
}
