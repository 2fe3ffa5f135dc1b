/**
 * Stores what all runs have, replays and redrives alike: their state, the lease of their worker,
 * and the audit of requests.
 */
package io.loyalty.consumption.warehouse.run;
