/**
 * Takes messages from the queue and gives them back or deletes them when told so. The only room
 * with the AWS SDK; does not know what a message says, nor what becomes of it.
 */
package io.loyalty.ingestion.queue;
