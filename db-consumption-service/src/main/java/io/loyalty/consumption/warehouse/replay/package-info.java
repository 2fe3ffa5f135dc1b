/** Replays as the warehouse keeps them, and the account on which a replay's batches are written. */
package io.loyalty.consumption.warehouse.replay;
