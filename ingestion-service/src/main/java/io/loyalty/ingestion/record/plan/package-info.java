/**
 * The compiled contracts: a node for each kind of value, which reads JSON and writes Avro, with the
 * scratch space and the readers of values that the nodes share. Only {@code record} sees it.
 */
package io.loyalty.ingestion.record.plan;
