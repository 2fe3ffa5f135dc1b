package io.loyalty.client.streams;

import java.util.List;

/**
 * Tells how the results of a type differ.
 *
 * @param eventType the type
 * @param topic the topic of the stage in use
 * @param candidateTopic the topic of the candidate
 * @param same results with the same id and content
 * @param different results with the same id and another content
 * @param onlyInUse results that the candidate has not
 * @param onlyCandidate results that the stage in use has not
 * @param fields for each field that differs, in how many results
 * @param examples ids of some that are not the same
 */
public record TypeDifference(
    String eventType,
    String topic,
    String candidateTopic,
    long same,
    long different,
    long onlyInUse,
    long onlyCandidate,
    List<FieldDifference> fields,
    List<String> examples) {}
