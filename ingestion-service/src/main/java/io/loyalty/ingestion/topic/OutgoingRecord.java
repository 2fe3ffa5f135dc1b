package io.loyalty.ingestion.topic;

import java.util.Map;

/**
 * Is a record for a topic.
 *
 * @param topic the name of the topic
 * @param key the key; records with the same key keep their order
 * @param value the value in Confluent's wire format
 * @param headers the headers by name, as UTF-8 text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per record would be waste
public record OutgoingRecord(String topic, byte[] key, byte[] value, Map<String, String> headers) {}
