package io.loyalty.ingestion.queue;

import java.time.Duration;
import java.util.Optional;

/**
 * Where messages come from. A message stays in the source until it is deleted; what is neither
 * deleted nor held comes again. Thread-safe.
 */
public interface EventSource {
  /**
   * Proves that the source can be read.
   *
   * @throws BrokenQueueException when it can't be until somebody repairs the set-up
   * @throws QueueUnavailableException when it does not answer now
   */
  void prove();

  /** Begins to receive, and holds for the sink what it took until it is deleted or given back. */
  void start(MessageSink sink);

  /** Deletes the message, now or soon: everything in it is safe elsewhere. */
  void delete(Receipt receipt);

  /** Leaves the message to the source, which delivers it again later. */
  void giveBack(Receipt receipt);

  /** Why nothing can be received at the moment, if so. */
  Optional<String> fault();

  /** How far the source is, if it has an end. */
  default Optional<FileProgress> progress() {
    return Optional.empty();
  }

  /** Stops receiving; returns when no further message can come. What was taken is still held. */
  void stopReceiving();

  /**
   * Sends the deletes that wait, holds nothing any longer, and ends, at the latest after {@code
   * grace}.
   */
  void close(Duration grace);
}
