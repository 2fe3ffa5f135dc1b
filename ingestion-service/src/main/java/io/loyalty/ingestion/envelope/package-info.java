/**
 * Finds the events in a message, whatever shape it has. Plain Java and JSON; knows no queue, no
 * schema, no topic.
 */
package io.loyalty.ingestion.envelope;
