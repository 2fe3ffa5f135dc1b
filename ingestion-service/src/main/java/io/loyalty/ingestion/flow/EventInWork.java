package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.DeadLetter;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import java.util.List;

/**
 * Follows one event from its message to its record.
 *
 * @param message the message that holds it
 * @param position the index of the event in its message, from 0
 * @param attributes the attributes of its envelope; null if no envelope was found
 * @param original the bytes of the event or message
 * @param counts the counts of its type
 */
record EventInWork(
    MessageInWork message,
    int position,
    Envelope.Attributes attributes,
    DeadLetter.Original original,
    EventCounts counts) {

  static EventInWork of(MessageInWork message, int position, Opened opened, Ledger ledger) {
    return opened.match(
        found ->
            new EventInWork(
                message,
                position,
                found.envelope().attributes(),
                new DeadLetter.Original(found.envelope().event(), false),
                ledger.events(found.envelope().attributes().type())),
        refused ->
            new EventInWork(
                message,
                position,
                null,
                new DeadLetter.Original(refused.original(), refused.wholeMessage()),
                ledger.events(Ledger.UNKNOWN)));
  }

  void received() {
    counts.received(message.message().receipt().redelivered());
  }

  void published() {
    counts.published();
    message.eventSafe();
  }

  void refused(String reason, List<Violation> violations) {
    counts.refused(reason, violations);
  }

  void deadLettered() {
    counts.deadLettered();
    message.eventSafe();
  }

  void failed() {
    counts.returned();
    message.eventFailed();
  }
}
