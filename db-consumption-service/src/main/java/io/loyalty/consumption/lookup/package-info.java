/**
 * Answers where a single event is: in which row, record, conflict or dead letter, and when it came
 * there. Reads the warehouse and single records of Kafka, and changes nothing.
 */
package io.loyalty.consumption.lookup;
