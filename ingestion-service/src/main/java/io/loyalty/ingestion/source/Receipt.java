package io.loyalty.ingestion.source;

import java.time.Instant;
import java.util.Map;

/** Settles a message, once. It is made by the source of the message. Thread-safe. */
public interface Receipt {
  /** Returns the name of the queue or file that the message came from. */
  String source();

  /** Returns the id that the source gives the message. */
  String messageId();

  /** Returns when the message was received. */
  Instant receivedAt();

  /** Returns when the message was sent to the source. */
  Instant sentAt();

  /** Returns how often the source has delivered the message, this time included. */
  int receiveCount();

  /** Returns the size of the message's body in bytes. */
  int bytes();

  /**
   * Acknowledges the message: everything in it is safe elsewhere, and the source deletes it, now or
   * soon.
   */
  void acknowledge();

  /** Gives the message back to the source, which delivers it again later. */
  void giveBack();

  /**
   * Returns CloudEvents extension attributes for the records of the message's events, by which an
   * event is traced back to the source. There are none unless the source has an id for the message
   * that others know.
   */
  default Map<String, String> extensions() {
    return Map.of();
  }

  /** Returns whether the source had delivered the message before. */
  default boolean redelivered() {
    return receiveCount() > 1;
  }
}
