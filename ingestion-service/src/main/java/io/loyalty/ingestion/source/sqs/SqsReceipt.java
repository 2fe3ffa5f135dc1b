package io.loyalty.ingestion.source.sqs;

import io.loyalty.ingestion.source.Receipt;
import java.time.Instant;
import java.util.Map;

/**
 * Is the receipt of a message of SQS.
 *
 * @param queue holds the message and settles it
 * @param messageId the queue's id of the message
 * @param handle the receipt handle that deletes the message
 * @param receivedAt the time at which it was received
 * @param sentAt the time at which it was sent to the queue
 * @param receiveCount how often the queue has delivered it, this time included
 * @param bytes the size of the message's body
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
  /** Keeps the messages of a queue until they are settled. Thread-safe. */
  interface Holder {
    /** Returns the name of the queue. */
    String name();

    /** Keeps the message invisible until it is settled. */
    void hold(SqsReceipt receipt);

    /** Deletes the message, now or soon. */
    void delete(SqsReceipt receipt);

    /** Gives the message back to the queue. */
    void giveBack(SqsReceipt receipt);
  }

  @Override
  public String source() {
    return queue.name();
  }

  @Override
  public Map<String, String> extensions() {
    return Map.of("sqsmessageid", messageId, "sqssenttime", sentAt.toString());
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

  /** Uses the handle, which is unique, since maps ask for the hash code of each message. */
  @Override
  public int hashCode() {
    return handle.hashCode();
  }
}
