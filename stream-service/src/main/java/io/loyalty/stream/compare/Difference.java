package io.loyalty.stream.compare;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tells how the results of one type differ. What one topic has several times counts once.
 *
 * @param eventType the type
 * @param topic the topic of the stage in use
 * @param candidateTopic the topic of the candidate
 * @param same results with the same id and the same content
 * @param different results with the same id and another content
 * @param onlyInUse results of the stage in use that the candidate has not
 * @param onlyCandidate results of the candidate that the stage in use has not
 * @param fields for each field that differs, in how many results
 * @param examples ids of some that differ, or that one of them has not
 */
public record Difference(
    String eventType,
    String topic,
    String candidateTopic,
    long same,
    long different,
    long onlyInUse,
    long onlyCandidate,
    Map<String, Long> fields,
    List<UUID> examples) {}
