package io.loyalty.client.streams;

/**
 * Tells what a stage is doing.
 *
 * @param stage the name of the stage
 * @param state its state
 * @param reason why it waits or has failed, as one sentence; null in any other state
 */
public record StageStatus(String stage, StageState state, String reason) {}
