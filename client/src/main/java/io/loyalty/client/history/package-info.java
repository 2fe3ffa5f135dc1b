/**
 * Contains what db-consumption-service answers of the past: its ledger, its audit, and the newest
 * events.
 */
package io.loyalty.client.history;
