package io.loyalty.ingestion.source;

import java.util.List;

/** Takes the messages of sources. Called from several threads. */
public interface MessageSink {
  /** Whether more may be received now; asked before each receive. */
  boolean ready();

  /** Takes messages in the order in which they were received; must return at once. */
  void take(List<Message> messages);

  /** Tells what finally became of a message that was taken. */
  void settled(Settlement settlement);

  /** Tells that the source of this name can't be read now; it keeps trying. */
  void failing(String source, String reason);

  /** Tells that the source of this name can be read again. */
  void recovered(String source);
}
