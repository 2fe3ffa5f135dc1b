package io.loyalty.ingestion.source.sqs;

/**
 * Tells how many messages a queue has. Each value but the name is null while it is not known.
 *
 * @param queue the queue's name
 * @param waiting messages that wait to be received
 * @param inFlight messages that are received and not deleted
 * @param oldestSeconds how long ago the oldest message in work was sent; 0 if there is none
 * @param deadLetterQueue messages in the dead-letter queue of SQS; null also where it has none
 */
public record QueueState(
    String queue, Long waiting, Long inFlight, Double oldestSeconds, Long deadLetterQueue) {}
