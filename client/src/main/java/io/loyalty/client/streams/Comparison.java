package io.loyalty.client.streams;

import java.time.Instant;
import java.util.List;

/**
 * Tells how the results of a stage in use and of a candidate differ.
 *
 * @param stage the stage
 * @param version the version of the candidate
 * @param from the earliest time at which results occurred that are compared; null: any
 * @param to the first time that is too late; null: any
 * @param types how the results of each type differ
 */
public record Comparison(
    String stage, String version, Instant from, Instant to, List<TypeDifference> types) {}
