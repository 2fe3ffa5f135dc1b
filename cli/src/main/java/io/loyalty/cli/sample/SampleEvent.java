package io.loyalty.cli.sample;

import java.util.Optional;

/**
 * One event of a message, and what must become of it.
 *
 * @param id its id; empty where it has none that can be read
 * @param type its event type; {@code unknown} where that can't be read or isn't in the contract
 * @param json its own text, as it stands in the message
 * @param fault why it must become a dead letter; empty if it is valid
 */
public record SampleEvent(String id, String type, String json, Optional<SampleFault> fault) {
  static final String UNKNOWN = "unknown";

  static SampleEvent valid(String id, String type, String json) {
    return new SampleEvent(id, type, json, Optional.empty());
  }

  /** Whether it must become a row. */
  public boolean valid() {
    return fault.isEmpty();
  }
}
