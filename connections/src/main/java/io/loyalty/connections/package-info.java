/**
 * How both services secure what they connect to: settings that would send data or a password in
 * clear, or show a password in a log, stop the start. Knows neither service, nor the clients of
 * Kafka and PostgreSQL.
 */
package io.loyalty.connections;
