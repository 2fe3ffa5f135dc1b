/**
 * Compiles contracts into plans: a node for each kind of value reads JSON and writes Avro, with
 * scratch space and value readers that the nodes share. Only {@code record} uses this package.
 */
package io.loyalty.ingestion.record.plan;
