package io.loyalty.stream.run;

import org.jspecify.annotations.Nullable;

/**
 * What a stage of this instance is doing.
 *
 * @param stage the name of the stage
 * @param state its state
 * @param reason why it waits or has failed, as one sentence; null in any other state
 */
public record StageStatus(String stage, StageState state, @Nullable String reason) {}
