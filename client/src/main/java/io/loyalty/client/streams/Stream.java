package io.loyalty.client.streams;

import java.time.Instant;
import java.util.List;

/**
 * Tells how far a stage is.
 *
 * @param stage the name of the stage
 * @param version the version that runs as a candidate; null for the stage that is in use
 * @param applicationId the id of its application, which is its group
 * @param state what it is doing on the instance that responds
 * @param reason why it waits or has failed, as one sentence; null in any other state
 * @param restoring the records of its state that the instance has not restored yet
 * @param lag how much it has not read yet, on all instances
 * @param lastEmitted when Kafka took the last result; null if there is none, or it is not known
 * @param reset its last reset; null if there was none
 */
public record Stream(
    String stage,
    String version,
    String applicationId,
    StageState state,
    String reason,
    long restoring,
    List<TopicLag> lag,
    Instant lastEmitted,
    Reset reset) {}
