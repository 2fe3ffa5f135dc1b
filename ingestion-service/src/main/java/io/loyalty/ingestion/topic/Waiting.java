package io.loyalty.ingestion.topic;

import java.time.Duration;

/** The record that waits longest for its acknowledgement: its topic, and for how long. */
public record Waiting(String topic, Duration time) {}
