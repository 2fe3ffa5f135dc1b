/**
 * The live load: poll, decode, collect, write, commit; hold and resume. Decides what happens next;
 * knows nothing of Kafka's client, Avro or SQL.
 */
package io.loyalty.consumption.load;
