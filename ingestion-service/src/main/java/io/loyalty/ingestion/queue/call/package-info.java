/**
 * The two calls that every message takes: one receives it, one deletes it. Both are made by the AWS
 * SDK, or directly: as the SDK sent them before, signed by its signer and sent by its HTTP client,
 * but without the stages between. Whatever goes wrong directly is done again by the SDK.
 */
package io.loyalty.ingestion.queue.call;
