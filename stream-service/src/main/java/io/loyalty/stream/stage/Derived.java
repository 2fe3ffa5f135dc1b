package io.loyalty.stream.stage;

import io.loyalty.schemas.text.NameBasedUuid;
import java.util.UUID;

/**
 * Makes what is the same in every event that a stage derives. Its id is the UUID of version 5 of
 * what it is made of, so that a second derivation has the same id.
 *
 * @param stage the name of the stage
 */
public record Derived(String stage) {
  /** Returns the source of the stage's events, a URI reference such as {@code /streams/fraud}. */
  public String source() {
    return "/streams/" + stage;
  }

  /**
   * Returns the id of a derived event.
   *
   * @param parts what the event is made of, in a fixed order, such as a rule and the ids of events
   */
  public UUID id(Object... parts) {
    var name = new StringBuilder();
    for (Object part : parts) {
      String text = part.toString();
      // With its length, no two lists of parts have the same name.
      name.append(text.length()).append(':').append(text);
    }
    return NameBasedUuid.of(NameBasedUuid.of(NameBasedUuid.URL, source()), name.toString());
  }
}
