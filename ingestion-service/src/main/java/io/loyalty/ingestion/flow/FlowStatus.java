package io.loyalty.ingestion.flow;

/**
 * Describes the state of the service.
 *
 * @param state the state
 * @param reason why nothing is received, or records wait; null if neither is so
 */
public record FlowStatus(FlowState state, String reason) {}
