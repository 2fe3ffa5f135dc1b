/**
 * Reads topics again to put back what the warehouse lacks, while the live load goes on: requests,
 * dry run, progress, the worker. Knows nothing of Kafka's client, Avro or SQL, nor of the live
 * load's flow.
 */
package io.loyalty.consumption.replay;
