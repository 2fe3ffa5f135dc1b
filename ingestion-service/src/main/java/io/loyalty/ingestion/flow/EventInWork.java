package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;

/**
 * Follows one event from its message to its record.
 *
 * @param message the message that holds it
 * @param position the index of the event in its message, from 0
 * @param attributes the attributes of its envelope; null if no envelope was found
 * @param original the bytes of the event or message
 */
record EventInWork(
    MessageInWork message,
    int position,
    Envelope.Attributes attributes,
    DeadLetter.Original original) {

  static EventInWork of(MessageInWork message, int position, Opened opened) {
    return opened.match(
        found ->
            new EventInWork(
                message,
                position,
                found.envelope().attributes(),
                new DeadLetter.Original(found.envelope().event(), false)),
        refused ->
            new EventInWork(
                message,
                position,
                null,
                new DeadLetter.Original(refused.original(), refused.wholeMessage())));
  }

  /** Returns the type that it states; null if it states none. */
  String type() {
    return attributes == null ? null : attributes.type();
  }

  /** Ends it: its outcome is on a topic. */
  void safe() {
    message.eventSafe();
  }

  /** Ends it: its message is given back. */
  void failed() {
    message.traffic().failed(this);
    message.eventFailed();
  }
}
