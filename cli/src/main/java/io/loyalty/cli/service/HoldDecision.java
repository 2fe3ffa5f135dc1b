package io.loyalty.cli.service;

/**
 * Where a partition goes on that was held.
 *
 * @param topic the topic
 * @param partition its partition
 * @param heldOffset where it was held
 * @param nextOffset where it goes on
 * @param givenUp how many offsets are not loaded
 */
public record HoldDecision(
    String topic, int partition, long heldOffset, long nextOffset, long givenUp) {}
