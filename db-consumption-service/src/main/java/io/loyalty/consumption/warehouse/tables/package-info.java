/**
 * The tables themselves: migrations, what the contract still asks for, and the partitions that
 * retention drops.
 */
package io.loyalty.consumption.warehouse.tables;
