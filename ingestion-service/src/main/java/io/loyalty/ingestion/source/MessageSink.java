package io.loyalty.ingestion.source;

import java.util.List;

/** Takes the messages of sources. It is called from several threads. */
public interface MessageSink {
  /** Returns whether messages may be received now; asked before each receive. */
  boolean ready();

  /** Takes messages in the order in which they were received; returns at once. */
  void take(List<Message> messages);

  /** Reports the final outcome of a message that was taken. */
  void settled(Settlement settlement);

  /** Reports that the source with this name can't be read now and keeps trying. */
  void failing(String source, String reason);

  /** Reports that the source with this name can be read again. */
  void recovered(String source);

  /**
   * Returns the sink for dead letters that come back, which are counted apart from live traffic.
   */
  default MessageSink ofRedrives() {
    return this;
  }
}
