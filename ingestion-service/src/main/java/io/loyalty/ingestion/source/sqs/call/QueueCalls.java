package io.loyalty.ingestion.source.sqs.call;

import java.util.List;

/**
 * Receives from a queue and deletes from it. Thread-safe. A call blocks until it is answered; what
 * is wrong with it is told by the SDK's own exceptions ({@code SdkException}).
 */
public interface QueueCalls {
  /** One long poll. */
  List<ReceivedMessage> receive();

  /**
   * Deletes up to ten messages.
   *
   * @param handles the messages' receipt handles
   * @return those that are not deleted
   */
  List<NotDeleted> delete(List<String> handles);
}
