/** The load transaction: rows, dead letters, ledger and offsets in one. */
package io.loyalty.consumption.warehouse.load;
