/**
 * Turns an event into the Avro record of its event type, or says everything that is wrong with it.
 * The only room with Avro; knows neither queue nor topic.
 */
package io.loyalty.ingestion.record;
