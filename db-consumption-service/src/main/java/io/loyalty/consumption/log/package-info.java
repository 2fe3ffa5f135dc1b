/**
 * Names for partitions and for the offsets in their logs. A leaf that every room may see; knows no
 * Kafka client.
 */
package io.loyalty.consumption.log;
