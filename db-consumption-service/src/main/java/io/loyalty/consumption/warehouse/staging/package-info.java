/** Builds what staging tables are filled and read with: keys of a batch, and statements. */
package io.loyalty.consumption.warehouse.staging;
