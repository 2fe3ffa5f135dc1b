/**
 * The outside world on one machine: broker, SQS, schema registry and PostgreSQL as real servers,
 * without containers. Knows neither service: no topic, no schema and no table of theirs.
 */
package io.loyalty.localstack;
