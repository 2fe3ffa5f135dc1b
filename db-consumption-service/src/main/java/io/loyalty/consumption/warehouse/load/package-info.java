/** Writes rows, dead letters, ledger and offsets in one transaction. */
package io.loyalty.consumption.warehouse.load;
