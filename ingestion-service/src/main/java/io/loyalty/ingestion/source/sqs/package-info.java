/**
 * Reads queues of AWS SQS, standard and FIFO: long polls, deletes in batches, a heartbeat that
 * keeps messages in work invisible. This is the only package with the AWS SDK.
 */
package io.loyalty.ingestion.source.sqs;
