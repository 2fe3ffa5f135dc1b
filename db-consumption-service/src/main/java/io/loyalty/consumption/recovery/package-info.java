/**
 * Tries dead letters again: previews, redrives, decisions. Sends what ingestion refused back to
 * ingestion, and reads what the load refused again by the one load loop. Knows nothing of Kafka's
 * client, Avro or SQL, nor of the live load's flow.
 */
package io.loyalty.consumption.recovery;
