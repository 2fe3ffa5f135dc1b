/**
 * Finds the events in a message of any supported shape. This package uses plain Java and JSON; it
 * knows no queue, no schema and no topic.
 */
package io.loyalty.ingestion.envelope;
