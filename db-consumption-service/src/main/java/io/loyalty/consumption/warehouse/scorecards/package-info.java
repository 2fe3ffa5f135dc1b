/** Reads the scorecards of sources from the warehouse. */
package io.loyalty.consumption.warehouse.scorecards;
