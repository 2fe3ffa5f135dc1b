package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.warehouse.run.RunState;
import java.time.Instant;
import java.util.UUID;

/**
 * Describes a redrive or a preview as it is stored.
 *
 * @param id its id
 * @param standing its state
 * @param scope what it does
 * @param requestedBy who asked for it
 * @param deadLetters the number of its dead letters
 * @param sentThrough the number of the last item that is on the redrive topic
 */
public record StoredRedrive(
    UUID id,
    Standing standing,
    RedriveScope scope,
    String requestedBy,
    long deadLetters,
    long sentThrough) {
  /**
   * Describes the state of a redrive.
   *
   * @param state its state
   * @param reason why it waits or has failed; otherwise null
   * @param createdAt when it was requested
   * @param startedAt when a worker first took it; null before
   * @param endedAt when it ended; null before
   * @param speed dead letters per second, as last measured
   */
  public record Standing(
      RunState state,
      String reason,
      Instant createdAt,
      Instant startedAt,
      Instant endedAt,
      double speed) {}
}
