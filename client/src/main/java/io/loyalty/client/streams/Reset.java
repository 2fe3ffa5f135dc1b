package io.loyalty.client.streams;

import java.time.Instant;

/**
 * Describes a reset of a stage.
 *
 * @param stage the stage
 * @param applicationId the id of the application that it goes on as
 * @param number its number among the resets of all stages
 * @param from results that occurred before are not emitted again; null: all are
 * @param requestedBy who asked for it
 * @param requestedAt when
 */
public record Reset(
    String stage,
    String applicationId,
    long number,
    Instant from,
    String requestedBy,
    Instant requestedAt) {}
