package io.loyalty.consumption.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import java.util.UUID;

/**
 * Describes a redrive or preview that is asked for.
 *
 * @param filter which open dead letters; null if a preview chooses
 * @param preview the preview of which what would pass is redriven, with its patch; or null
 * @param patch the JSON Patch (RFC 6902) for each original; null without one
 * @param candidate the contract file that a preview tries; null without one
 * @param dryRun whether it is a preview
 * @param recordsPerSecond the rate limit; null for the configured one
 */
public record RedriveRequest(
    DeadLetterFilter filter,
    UUID preview,
    String patch,
    String candidate,
    boolean dryRun,
    Integer recordsPerSecond) {
  /**
   * Checks what can be checked by itself.
   *
   * @throws InvalidRedriveException when it contradicts itself
   */
  public RedriveRequest {
    require((filter == null) != (preview == null), "give a filter or a preview, and not both");
    require(
        filter == null || filter.state() == null || filter.state() == DeadLetterState.OPEN,
        "only open dead letters can be redriven; reopen what is resolved first");
    require(
        preview == null || !dryRun,
        "a preview of a preview shows nothing new; redrive it, or preview a filter");
    require(
        preview == null || (patch == null && candidate == null),
        "a redrive of a preview applies the patch of the preview; leave patch and candidate out");
    require(
        candidate == null || dryRun,
        "a candidate schema can only be previewed; deploy it, then redrive without it");
    require(
        recordsPerSecond == null || recordsPerSecond > 0,
        "recordsPerSecond is %s; it is at least 1".formatted(recordsPerSecond));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new InvalidRedriveException(otherwise);
    }
  }
}
