/** Looks up single events, and what became of their records. Changes nothing. */
package io.loyalty.consumption.warehouse.lookup;
