/** Reads who did what: the requests of the audit, and decisions on held partitions. */
package io.loyalty.consumption.warehouse.audit;
