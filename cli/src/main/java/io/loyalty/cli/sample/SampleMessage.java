package io.loyalty.cli.sample;

import java.util.List;

/**
 * Holds the body of one message.
 *
 * @param body the text that is sent to the queue
 * @param events the events in it, in order
 */
public record SampleMessage(String body, List<SampleEvent> events) {
  /** Keeps an unmodifiable copy of the list. */
  public SampleMessage {
    events = List.copyOf(events);
  }

  static SampleMessage of(String body, SampleEvent event) {
    return new SampleMessage(body, List.of(event));
  }
}
