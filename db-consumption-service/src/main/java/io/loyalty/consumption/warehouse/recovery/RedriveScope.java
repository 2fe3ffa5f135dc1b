package io.loyalty.consumption.warehouse.recovery;

import java.util.UUID;

/**
 * Describes what a redrive does with its dead letters.
 *
 * @param dryRun whether it is a preview, which changes nothing
 * @param filter the filter that chose the dead letters, as a JSON object
 * @param preview the preview of which it redrives what would pass; null if the filter chose
 * @param patch the JSON Patch for each original; null without one
 * @param candidate the contract file that a preview tries; null without one
 * @param recordsPerSecond the rate limit
 */
public record RedriveScope(
    boolean dryRun,
    String filter,
    UUID preview,
    String patch,
    Candidate candidate,
    int recordsPerSecond) {
  /** Holds a candidate version of a contract, and its event type. */
  public record Candidate(String eventType, String schema) {}
}
