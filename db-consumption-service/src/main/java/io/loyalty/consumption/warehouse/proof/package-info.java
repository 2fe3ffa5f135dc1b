/**
 * What the proof asks of the warehouse, over a connection that changes nothing, and reconciliations
 * as the warehouse keeps them.
 */
package io.loyalty.consumption.warehouse.proof;
