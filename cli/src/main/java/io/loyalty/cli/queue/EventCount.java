package io.loyalty.cli.queue;

import java.util.Collections;
import java.util.List;

/**
 * Counts the events of messages. The command never parses a message itself, because its count could
 * differ from the service's. Thread-safe.
 */
public interface EventCount {
  /** Events of unknown type are counted under this name. */
  String UNKNOWN = "unknown";

  /**
   * Returns, for each message, the type of each of its events, or {@link #UNKNOWN}.
   *
   * @throws SendFailedException if the types cannot be determined
   */
  List<List<String>> types(List<String> bodies) throws InterruptedException;

  /** Returns a count for messages whose events are not counted. */
  static EventCount none() {
    return bodies -> Collections.nCopies(bodies.size(), List.of());
  }
}
