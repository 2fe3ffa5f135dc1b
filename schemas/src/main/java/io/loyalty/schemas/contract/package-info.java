/**
 * What the Avro files say: event types, and the topic, subject, key and names of tables that follow
 * from each. The only reader of Avro attributes; knows neither Kafka nor SQL.
 */
package io.loyalty.schemas.contract;
