package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import java.time.Instant;

/**
 * Describes the progress of the whole pipeline at one moment.
 *
 * @param account sent and arrived since the baseline
 * @param ingestion the latest status of ingestion-service
 * @param consumption the latest status of db-consumption-service
 * @param queued messages in the queue; -1 if it does not respond, {@link #UNASKED} if it was not
 *     asked
 * @param at the moment
 */
public record Progress(
    Account account,
    IngestionStatus ingestion,
    ConsumptionStatus consumption,
    long queued,
    Instant at) {
  /** This value means that the depth of the queue was not requested. */
  public static final long UNASKED = Long.MIN_VALUE;

  /** Returns whether nothing is in flight any more. */
  public boolean idle() {
    return queued == 0 && consumption.isWhole() && consumption.lag() == 0;
  }

  long published(String type) {
    return ingestion.events().stream()
        .filter(events -> events.eventType().equals(type))
        .mapToLong(IngestionStatus.EventCounts::published)
        .sum();
  }
}
