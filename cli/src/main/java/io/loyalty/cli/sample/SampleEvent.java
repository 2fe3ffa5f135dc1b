package io.loyalty.cli.sample;

import java.util.Optional;

/**
 * Holds one event of a message and its expected outcome.
 *
 * @param id its id; empty if it has no readable id
 * @param type its event type; {@code unknown} if it cannot be read or is not in the contract
 * @param json its text as in the message
 * @param fault why it must become a dead letter; empty if it is valid
 */
public record SampleEvent(String id, String type, String json, Optional<SampleFault> fault) {
  static final String UNKNOWN = "unknown";

  static SampleEvent valid(String id, String type, String json) {
    return new SampleEvent(id, type, json, Optional.empty());
  }

  /** Returns whether it must become a row. */
  public boolean valid() {
    return fault.isEmpty();
  }
}
