package io.loyalty.client.consumption;

/**
 * Describes a partition on hold: nothing of it is loaded.
 *
 * @param topic the topic
 * @param partition its partition
 * @param code why, a stable code
 * @param needsDecision whether it stays on hold until somebody decides where to resume
 * @param reason why, in one sentence
 */
public record HeldPartition(
    String topic, int partition, String code, boolean needsDecision, String reason) {}
