package io.loyalty.cli.sample;

/**
 * Describes the fault of an event.
 *
 * @param kind the fault in a few words
 * @param station the step that must refuse it
 * @param reason the reason code that its dead letter must have
 * @param path the JSON Pointer that a violation must name
 */
public record SampleFault(String kind, String station, String reason, String path) {}
