package io.loyalty.ingestion.flow;

/**
 * Where the service stands, and why.
 *
 * @param state where
 * @param reason why it does not run; null where there is nothing to say
 */
public record FlowStatus(FlowState state, String reason) {}
