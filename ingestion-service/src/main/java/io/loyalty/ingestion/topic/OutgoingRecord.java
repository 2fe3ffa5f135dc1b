package io.loyalty.ingestion.topic;

import java.util.Map;

/**
 * A record for a topic.
 *
 * @param topic its topic
 * @param key records of one key stay in order
 * @param value in Confluent's wire format
 * @param headers by name, as UTF-8 text
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per record would be waste
public record OutgoingRecord(String topic, byte[] key, byte[] value, Map<String, String> headers) {}
