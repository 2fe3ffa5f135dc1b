package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import java.util.List;
import java.util.function.Function;

/** Is the outcome of opening one event of a message: a case for each {@link #match} function. */
public sealed interface Opened {
  /** Applies the function of its case. */
  <T> T match(Function<Event, T> event, Function<Refused, T> refused);

  /** The event has an envelope. */
  record Event(Envelope envelope) implements Opened {
    @Override
    public <T> T match(Function<Event, T> event, Function<Refused, T> refused) {
      return event.apply(this);
    }
  }

  /**
   * No known envelope was found.
   *
   * @param original the event's own bytes, or the whole message if it could not be opened
   * @param wholeMessage whether the original is the whole message
   * @param reason a stable code, such as {@code not-json}
   * @param violations the rules that it breaks, each with its place
   */
  record Refused(
      JsonSlice original, boolean wholeMessage, String reason, List<Violation> violations)
      implements Opened {
    @Override
    public <T> T match(Function<Event, T> event, Function<Refused, T> refused) {
      return refused.apply(this);
    }
  }
}
