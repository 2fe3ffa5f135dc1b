/** Reads dead letters from the warehouse. */
package io.loyalty.consumption.warehouse.deadletters;
