package io.loyalty.client.consumption;

import tools.jackson.databind.JsonNode;

/** Closes the open dead letters of a {@link DeadLetterFilter} as JSON, with the reason. */
public record ResolveRequest(JsonNode filter, String reason) {}
