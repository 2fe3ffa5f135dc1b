package io.loyalty.ingestion.source;

import java.time.Duration;

/**
 * Delivers messages. A message stays in its source until its {@link Receipt} is acknowledged; until
 * then it is delivered again. Thread-safe.
 */
public interface Source {
  /**
   * Checks that the source can be read.
   *
   * @throws BrokenSourceException if an operator has to repair the setup
   * @throws SourceUnavailableException if it does not respond now
   */
  void prove();

  /** Begins to pass messages to the sink, and keeps them until their receipts are settled. */
  void start(MessageSink sink);

  /** Stops receiving; returns when no further message can come. Messages in work are still kept. */
  void stop();

  /**
   * Settles what waits, gives up the messages in work, and ends, after {@code grace} at the latest.
   */
  void close(Duration grace);
}
