/** The service's HTTP face: what the load is doing, in JSON. Knows no Kafka client and no SQL. */
package io.loyalty.consumption.api;
