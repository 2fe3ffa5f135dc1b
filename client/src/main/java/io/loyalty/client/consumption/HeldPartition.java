package io.loyalty.client.consumption;

/**
 * Describes a partition on hold, whose records are not loaded.
 *
 * @param topic the topic
 * @param partition its partition
 * @param code the stable code of the reason
 * @param needsDecision whether it stays on hold until an operator decides where to resume
 * @param reason the reason in one sentence
 */
public record HeldPartition(
    String topic, int partition, String code, boolean needsDecision, String reason) {}
