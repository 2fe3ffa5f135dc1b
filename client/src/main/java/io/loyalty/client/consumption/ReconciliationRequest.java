package io.loyalty.client.consumption;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Selects what to compare.
 *
 * @param eventType one event type; null for all event types
 * @param deep whether to read the log even if the counts match
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReconciliationRequest(String eventType, boolean deep) {}
