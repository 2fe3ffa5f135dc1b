/**
 * Reads the warehouse for reconciliations over a read-only connection, and stores reconciliations.
 */
package io.loyalty.consumption.warehouse.proof;
