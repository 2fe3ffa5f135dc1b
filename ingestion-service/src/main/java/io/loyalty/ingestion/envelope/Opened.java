package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import java.util.List;

/** What became of one event of a message. */
public sealed interface Opened {
  /** It has an envelope. */
  record Event(Envelope envelope) implements Opened {}

  /**
   * It has none that is known.
   *
   * @param original the event's own bytes, or the whole message where that could not be opened
   * @param wholeMessage whether the original is the whole message
   * @param reason a stable code, such as {@code not-json}
   * @param violations what is wrong, with the place
   */
  record Refused(
      JsonSlice original, boolean wholeMessage, String reason, List<Violation> violations)
      implements Opened {}
}
