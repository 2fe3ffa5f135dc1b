package io.loyalty.ingestion.source.sqs.call;

/**
 * Is a message that the queue did not delete.
 *
 * @param position its index in the request, from 0
 * @param code the error code of SQS
 */
public record NotDeleted(int position, String code) {}
