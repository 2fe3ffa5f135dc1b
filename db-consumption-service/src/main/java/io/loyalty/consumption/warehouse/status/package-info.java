/** Reads totals and progress of the whole load, and stores the ends of the logs. */
package io.loyalty.consumption.warehouse.status;
