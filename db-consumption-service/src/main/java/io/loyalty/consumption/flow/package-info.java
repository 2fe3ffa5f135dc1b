/**
 * Poll, decode, collect, write, commit; hold and resume. Decides what happens next, and knows
 * nothing of Kafka's client, Avro or SQL.
 */
package io.loyalty.consumption.flow;
