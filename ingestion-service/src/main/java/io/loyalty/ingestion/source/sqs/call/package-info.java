/**
 * Makes the two calls that every message needs: one receives it, one deletes it. Both are made by
 * the AWS SDK, or directly: like requests that the SDK sent before, signed anew, with its HTTP
 * client, but without its stages. The SDK repeats direct calls that fail.
 */
package io.loyalty.ingestion.source.sqs.call;
