package io.loyalty.ingestion.source;

import java.time.Instant;

/** What it takes to settle a message: made by its source, and settled once. Thread-safe. */
public interface Receipt {
  /** Name of the queue or file that the message came from. */
  String source();

  /** What the source calls the message. */
  String messageId();

  /** When it was received. */
  Instant receivedAt();

  /** When it was given to the source. */
  Instant sentAt();

  /** How often the source has delivered it, this time included. */
  int receiveCount();

  /** Size of the message's body. */
  int bytes();

  /** Everything in the message is safe elsewhere: the source deletes it, now or soon. */
  void acknowledge();

  /** Leaves the message to the source, which delivers it again later. */
  void giveBack();

  /** Whether the source had delivered the message before. */
  default boolean redelivered() {
    return receiveCount() > 1;
  }
}
