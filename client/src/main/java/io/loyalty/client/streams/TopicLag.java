package io.loyalty.client.streams;

/**
 * Tells how much of a topic a stage has not read yet.
 *
 * @param topic the topic
 * @param records the records; null if it is not known
 */
public record TopicLag(String topic, Long records) {}
