/** Describes the tables of event types, as db-consumption-service answers them. */
package io.loyalty.client.table;
