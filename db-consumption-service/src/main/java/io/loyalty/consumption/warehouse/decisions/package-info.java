/** Decisions where the load of a partition on hold goes on, as the warehouse keeps them. */
package io.loyalty.consumption.warehouse.decisions;
