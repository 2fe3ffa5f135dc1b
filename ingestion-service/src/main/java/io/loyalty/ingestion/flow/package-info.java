/**
 * What happens with a message, in order: receive, open, validate, publish, settle; when to start,
 * to hold and to stop; and the ledger. Knows the rooms by what they do, and no vendor's client.
 */
package io.loyalty.ingestion.flow;
