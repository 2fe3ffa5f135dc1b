/**
 * Turns a record into rows of the batch or into a dead letter, or reads selected columns. The live
 * load, replays and the reconciliation share this package; it knows none of them, nor Kafka's
 * client, Avro or SQL.
 */
package io.loyalty.consumption.decode;
