/** Tables as the contract has them and as they are, and the migration from the one to the other. */
package io.loyalty.consumption.warehouse.migration;
