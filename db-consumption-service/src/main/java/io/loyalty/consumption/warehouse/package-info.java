/**
 * The load transaction: rows, dead letters, ledger and offsets in one, with the tables' partitions
 * and migrations. The only room with SQL; knows neither Kafka nor Avro.
 */
package io.loyalty.consumption.warehouse;
