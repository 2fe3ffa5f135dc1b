package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.ingestion.source.Message;
import java.util.List;

/**
 * Is one kind of messages, and decides what the steps of the flow lead to for them: live traffic,
 * or dead letters that come back. An event that was received ends in exactly one of {@link
 * EventInWork#safe()} and {@link EventInWork#failed()}. For the flow's thread, but for {@link
 * #failed}.
 */
interface Traffic {
  /** Opens a message and validates its events; {@code work} does it all. */
  default void opening(Runnable work) {
    work.run();
  }

  /** The events of a message; never empty, and nothing makes it throw. */
  List<Opened> open(Message message);

  /** The record of an event, or what is wrong with it; nothing makes it throw. */
  Validated validate(Envelope envelope, Message message);

  /** An event begins. */
  void received(EventInWork event);

  /** An event is valid. */
  void valid(EventInWork event, Validated.Valid valid);

  /** An event was refused, for this reason. */
  void refused(EventInWork event, Station station, String reason, List<Violation> violations);

  /** An event can't be finished: its message is given back. Called on any thread. */
  void failed(EventInWork event);

  /** Every event of a message is safe, and it is about to be acknowledged. */
  void safe(Message message);
}
