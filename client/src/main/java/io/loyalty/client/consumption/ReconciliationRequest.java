package io.loyalty.client.consumption;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What to compare.
 *
 * @param eventType one event type; null for all of them
 * @param deep whether to read the log even where the counts balance
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReconciliationRequest(String eventType, boolean deep) {}
