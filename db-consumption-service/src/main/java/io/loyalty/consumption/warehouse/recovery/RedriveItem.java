package io.loyalty.consumption.warehouse.recovery;

/**
 * Holds a dead letter that ingestion tries again.
 *
 * @param number its place in the order of the redrive
 * @param deadLetterId the dead letter
 * @param kind what the original is
 * @param queue the queue that it came from; may be null
 * @param messageId the queue's id of the message; may be null
 * @param original its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never compared
public record RedriveItem(
    long number,
    String deadLetterId,
    String kind,
    String queue,
    String messageId,
    byte[] original) {}
