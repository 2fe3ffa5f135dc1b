/**
 * The tables that follow from the contract: columns, their PostgreSQL types and defaults. Derived
 * once, from the event types at start and from each writer schema when it is first met; a leaf that
 * every room may see.
 */
package io.loyalty.consumption.table;
