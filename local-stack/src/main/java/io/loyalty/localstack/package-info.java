/**
 * Runs a broker, SQS, a schema registry and PostgreSQL on one machine as real servers, without
 * containers. This package knows neither service: no topic, no schema and no table.
 */
package io.loyalty.localstack;
