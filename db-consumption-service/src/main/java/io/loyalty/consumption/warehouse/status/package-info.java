/** What the warehouse tells of the load as a whole: totals, progress, and where the logs end. */
package io.loyalty.consumption.warehouse.status;
