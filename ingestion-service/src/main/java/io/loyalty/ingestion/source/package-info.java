/**
 * Receives messages, and settles them when told so. What reads a kind of source stands in a room of
 * its own below this one; none knows what a message says, nor what becomes of it.
 */
package io.loyalty.ingestion.source;
