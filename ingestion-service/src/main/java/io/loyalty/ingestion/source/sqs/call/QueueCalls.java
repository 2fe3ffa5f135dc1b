package io.loyalty.ingestion.source.sqs.call;

import java.util.List;

/**
 * Receives from a queue and deletes from it. A call blocks until it has a response; faults are the
 * SDK's own exceptions ({@code SdkException}). Thread-safe.
 */
public interface QueueCalls {
  /** Runs one long poll. */
  List<ReceivedMessage> receive();

  /**
   * Deletes up to ten messages.
   *
   * @param handles the receipt handles of the messages
   * @return the messages that were not deleted
   */
  List<NotDeleted> delete(List<String> handles);
}
