package io.loyalty.stream.stage;

import java.time.Instant;

/** An event occurred before 1970. Kafka has no timestamps for it, so that no stage can take it. */
final class EventBefore1970Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventBefore1970Exception(Instant occurredAt) {
    super("the event occurred at %s; stages take events from 1970 on".formatted(occurredAt));
  }
}
