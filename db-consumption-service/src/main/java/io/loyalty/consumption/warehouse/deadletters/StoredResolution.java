package io.loyalty.consumption.warehouse.deadletters;

import java.time.Instant;
import java.util.List;

/**
 * Holds what became of a dead letter, or of one of its events, once.
 *
 * @param redriveId the preview, redrive or decision
 * @param eventPosition which event of the original it was, from 0
 * @param resolvedAt when the outcome was known
 * @param outcome the outcome
 * @param eventType the type of the event, or null
 * @param eventId the id of the event, or null
 * @param reason the code of a refusal, or the operator's sentence, or null
 * @param detail the reason in a sentence, or null
 * @param serviceVersion the service that resolved it, with its version
 * @param violations the rules that the event still breaks, with personal data
 */
public record StoredResolution(
    String redriveId,
    long eventPosition,
    Instant resolvedAt,
    String outcome,
    String eventType,
    String eventId,
    String reason,
    String detail,
    String serviceVersion,
    List<StoredDeadLetter.Violation> violations) {
  /** Keeps an unmodifiable copy of the list. */
  public StoredResolution {
    violations = List.copyOf(violations);
  }

  StoredResolution with(List<StoredDeadLetter.Violation> found) {
    return new StoredResolution(
        redriveId,
        eventPosition,
        resolvedAt,
        outcome,
        eventType,
        eventId,
        reason,
        detail,
        serviceVersion,
        found);
  }
}
