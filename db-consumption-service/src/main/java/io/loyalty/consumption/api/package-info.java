/**
 * Serves the service's HTTP API in JSON: status, holds, replays, reconciliations and dead letters.
 * This package uses neither the Kafka client nor SQL.
 */
package io.loyalty.consumption.api;
