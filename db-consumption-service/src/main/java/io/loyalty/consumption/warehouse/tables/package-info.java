/** Maintains the tables: migrations, differences to the contract, and expired partitions. */
package io.loyalty.consumption.warehouse.tables;
