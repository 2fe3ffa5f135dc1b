package io.loyalty.client.consumption;

import tools.jackson.databind.JsonNode;

/** Opens the resolved dead letters of a {@link DeadLetterFilter} as JSON again. */
public record ReopenRequest(JsonNode filter) {}
