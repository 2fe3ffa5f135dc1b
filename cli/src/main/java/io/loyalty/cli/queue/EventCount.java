package io.loyalty.cli.queue;

import java.util.Collections;
import java.util.List;

/**
 * Counts the events of messages. The command never takes a message apart itself: who does, decides,
 * and two that decide differ one day. Thread-safe.
 */
public interface EventCount {
  /** Where an event is counted whose type is not known. */
  String UNKNOWN = "unknown";

  /**
   * Of each message, the type of each of its events, or {@link #UNKNOWN}.
   *
   * @throws SendFailedException if that can't be told
   */
  List<List<String>> types(List<String> bodies) throws InterruptedException;

  /** For messages whose events nobody counts. */
  static EventCount none() {
    return bodies -> Collections.nCopies(bodies.size(), List.of());
  }
}
