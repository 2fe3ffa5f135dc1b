package io.loyalty.ingestion.envelope;

/**
 * Describes one rule that an event breaks.
 *
 * @param path the location in the event, a JSON Pointer (RFC 6901)
 * @param rule the rule, a stable code such as {@code required} or {@code decimal-scale}
 * @param expected what the contract asks for
 * @param found what the event has, truncated, and masked if it is personal data
 */
public record Violation(String path, String rule, String expected, String found) {}
