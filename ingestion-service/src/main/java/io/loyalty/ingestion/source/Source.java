package io.loyalty.ingestion.source;

import java.time.Duration;

/**
 * Where messages come from. A message stays in its source until its {@link Receipt} is
 * acknowledged; what is not comes again. Thread-safe.
 */
public interface Source {
  /**
   * Proves that the source can be read.
   *
   * @throws BrokenSourceException when it can't be until somebody repairs the set-up
   * @throws SourceUnavailableException when it does not answer now
   */
  void prove();

  /** Begins to hand messages to the sink, and holds them until their receipts are settled. */
  void start(MessageSink sink);

  /** Stops receiving; returns when no further message can come. What was taken is still held. */
  void stop();

  /** Settles what waits, holds nothing any longer, and ends, at the latest after {@code grace}. */
  void close(Duration grace);
}
