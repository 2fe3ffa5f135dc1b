package io.loyalty.ingestion.queue;

import java.time.Instant;

/**
 * What it takes to settle a message; travels with its data.
 *
 * @param queue name of the queue
 * @param messageId the queue's id of the message
 * @param handle what the queue wants back to delete the message
 * @param receivedAt when it was received
 * @param sentAt when it was put into the queue
 * @param receiveCount how often the queue has delivered it, this time included
 * @param bytes size of the message's body
 */
public record Receipt(
    String queue,
    String messageId,
    String handle,
    Instant receivedAt,
    Instant sentAt,
    int receiveCount,
    int bytes) {
  /** Whether the queue had delivered the message before. */
  public boolean redelivered() {
    return receiveCount > 1;
  }

  /** Of the handle, which no other has: maps are asked for it with each message. */
  @Override
  public int hashCode() {
    return handle.hashCode();
  }
}
