package io.loyalty.ingestion.topic;

import java.time.Duration;

/**
 * Describes the record that has waited longest for its acknowledgement: its topic, and for how
 * long.
 */
public record Waiting(String topic, Duration time) {}
