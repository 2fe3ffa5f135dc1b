package io.loyalty.client.consumption;

/**
 * Tells where a partition that was on hold resumes.
 *
 * @param topic the topic
 * @param partition its partition
 * @param heldOffset where it was on hold
 * @param nextOffset where it resumes
 * @param givenUp how many offsets are not loaded
 */
public record HoldDecision(
    String topic, int partition, long heldOffset, long nextOffset, long givenUp) {}
