package io.loyalty.stream.reset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Is a reset of a stage, as it was asked for.
 *
 * @param application what all applications of the stage have in common
 * @param number its number among the resets of all stages, from 1
 * @param from the results that are emitted again are those that occurred from this time on; null:
 *     all
 * @param requestedBy who asked for it
 * @param requestedAt when
 */
public record Reset(
    String application,
    long number,
    @Nullable Instant from,
    String requestedBy,
    Instant requestedAt) {
  /** Returns the id of the application that it makes. */
  public String applicationId() {
    return made().id();
  }

  Application made() {
    return new Application(application, number, from == null ? Instant.MIN : from);
  }
}
