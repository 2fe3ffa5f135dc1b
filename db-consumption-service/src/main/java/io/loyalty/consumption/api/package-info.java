/**
 * The service's HTTP API: status, holds, replays, reconciliations and dead letters, in JSON. Knows
 * no Kafka client and no SQL.
 */
package io.loyalty.consumption.api;
