/**
 * Validates how both services secure their connections: settings that would send data or a password
 * unencrypted, or show a password in a log, stop the start. This package knows neither service, nor
 * the clients of Kafka and PostgreSQL.
 */
package io.loyalty.connections;
