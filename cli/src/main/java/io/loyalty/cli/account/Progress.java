package io.loyalty.cli.account;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.ingestion.IngestionStatus;
import java.time.Instant;

/**
 * How far everything is at one moment.
 *
 * @param account sent and arrived since the baseline
 * @param ingestion ingestion's latest answer
 * @param consumption consumption's latest answer
 * @param queued messages in the queue; -1 if it does not answer, {@link #UNASKED} if it was not
 *     asked
 * @param at when this was
 */
public record Progress(
    Account account,
    IngestionStatus ingestion,
    ConsumptionStatus consumption,
    long queued,
    Instant at) {
  /** Stands for the depth of a queue that nobody asked for. */
  public static final long UNASKED = Long.MIN_VALUE;

  /** Whether nothing is on its way any more. */
  public boolean idle() {
    return queued == 0 && consumption.lag() == 0;
  }

  long published(String type) {
    return ingestion.events().stream()
        .filter(events -> events.eventType().equals(type))
        .mapToLong(IngestionStatus.EventCounts::published)
        .sum();
  }
}
