/** Stores redrives and previews of dead letters, and what became of each dead letter. */
package io.loyalty.consumption.warehouse.recovery;
