package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Receipt;
import java.time.Instant;

/**
 * The receipt of a message of SQS.
 *
 * @param queue holds the message and settles it
 * @param messageId the queue's id of the message
 * @param handle what the queue wants back to delete the message
 * @param receivedAt when it was received
 * @param sentAt when it was put into the queue
 * @param receiveCount how often the queue has delivered it, this time included
 * @param bytes size of the message's body
 */
record SqsReceipt(
    Holder queue,
    String messageId,
    String handle,
    Instant receivedAt,
    Instant sentAt,
    int receiveCount,
    int bytes)
    implements Receipt {
  /** Holds the messages of a queue until they are settled. Thread-safe. */
  interface Holder {
    /** Name of the queue. */
    String name();

    /** Keeps the message invisible until it is settled. */
    void hold(SqsReceipt receipt);

    /** Deletes the message, now or soon. */
    void delete(SqsReceipt receipt);

    /** Leaves the message to the queue. */
    void giveBack(SqsReceipt receipt);
  }

  @Override
  public String source() {
    return queue.name();
  }

  @Override
  public void acknowledge() {
    queue.delete(this);
  }

  @Override
  public void giveBack() {
    queue.giveBack(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SqsReceipt receipt && handle.equals(receipt.handle);
  }

  /** Of the handle, which no other has: maps are asked for it with each message. */
  @Override
  public int hashCode() {
    return handle.hashCode();
  }
}
