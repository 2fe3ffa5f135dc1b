package io.loyalty.cli.sample;

import java.util.List;

/**
 * The body of one message.
 *
 * @param body what goes into the queue
 * @param events the events in it, in order
 */
public record SampleMessage(String body, List<SampleEvent> events) {
  /** Copies the list. */
  public SampleMessage {
    events = List.copyOf(events);
  }

  static SampleMessage of(String body, SampleEvent event) {
    return new SampleMessage(body, List.of(event));
  }
}
