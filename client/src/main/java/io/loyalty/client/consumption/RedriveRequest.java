package io.loyalty.client.consumption;

import tools.jackson.databind.JsonNode;

/**
 * Asks for a redrive or preview of dead letters; null means absent.
 *
 * @param filter a {@link DeadLetterFilter} as JSON; null if a preview chooses
 * @param preview the id of the preview of which what would pass is redriven
 * @param patch the JSON Patch (RFC 6902) for each original
 * @param candidate the contract file that a preview tries
 * @param dryRun whether it is a preview
 * @param recordsPerSecond the rate limit
 */
public record RedriveRequest(
    JsonNode filter,
    String preview,
    JsonNode patch,
    JsonNode candidate,
    Boolean dryRun,
    Integer recordsPerSecond) {}
