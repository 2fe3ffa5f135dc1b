package io.loyalty.client.consumption;

/**
 * Describes where a partition that was on hold resumes.
 *
 * @param topic the topic
 * @param partition its partition
 * @param heldOffset the offset at which it was on hold
 * @param nextOffset the offset at which it resumes
 * @param givenUp the number of offsets that are skipped
 */
public record HoldDecision(
    String topic, int partition, long heldOffset, long nextOffset, long givenUp) {}
