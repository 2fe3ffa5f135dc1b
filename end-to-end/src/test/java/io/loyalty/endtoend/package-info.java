/**
 * Runs both services as processes with real backends and accounts for every event from the queue to
 * the warehouse.
 */
package io.loyalty.endtoend;
