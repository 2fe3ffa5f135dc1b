/**
 * The two calls that every message takes: one receives it, one deletes it. Both are made by the AWS
 * SDK, or directly: as the SDK sent them before, signed anew, by its HTTP client, but without its
 * stages. Whatever goes wrong directly is done again by the SDK.
 */
package io.loyalty.ingestion.source.sqs.call;
