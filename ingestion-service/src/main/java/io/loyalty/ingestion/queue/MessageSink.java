package io.loyalty.ingestion.queue;

import java.util.List;

/** Who takes the messages of a source. Called from several threads. */
public interface MessageSink {
  /** Whether more may be received now; asked before each receive. */
  boolean ready();

  /** Takes messages in the order in which they were received; must return at once. */
  void take(List<Message> messages);

  /** Tells what finally became of a message that was taken. */
  void settled(Receipt receipt, Settlement settlement);
}
