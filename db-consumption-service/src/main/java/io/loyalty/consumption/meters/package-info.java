/** The meters whose values come from the warehouse and from Kafka. */
package io.loyalty.consumption.meters;
