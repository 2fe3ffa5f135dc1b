package io.loyalty.ingestion.envelope;

/**
 * One rule that an event breaks.
 *
 * @param path where in the event, a JSON Pointer (RFC 6901)
 * @param rule the rule, a stable code such as {@code required} or {@code decimal-scale}
 * @param expected what the contract asks for
 * @param found what the event has: cut, and masked where it is personal data
 */
public record Violation(String path, String rule, String expected, String found) {}
