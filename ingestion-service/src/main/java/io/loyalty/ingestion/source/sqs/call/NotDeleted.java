package io.loyalty.ingestion.source.sqs.call;

/**
 * A message that the queue did not delete.
 *
 * @param position its place in the request, from 0
 * @param code why, as SQS says it
 */
public record NotDeleted(int position, String code) {}
