/**
 * What the Avro files say: event types, and the topic, subject, key and tables that follow from
 * each. Avro is read in here and never shown; knows neither Kafka nor SQL servers.
 */
package io.loyalty.schemas.contract;
