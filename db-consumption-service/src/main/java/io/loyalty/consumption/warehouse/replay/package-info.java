/** Stores replays and their offsets, and implements the account that writes their batches. */
package io.loyalty.consumption.warehouse.replay;
