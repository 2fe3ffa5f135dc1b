package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.warehouse.deadletters.StoredDeadLetter;
import io.loyalty.consumption.warehouse.deadletters.StoredResolution;
import java.time.Instant;
import java.util.List;

/** Holds what became of a dead letter, or of one of its events, without personal data. */
record ResolutionView(
    String redriveId,
    long eventPosition,
    Instant resolvedAt,
    String outcome,
    String eventType,
    String eventId,
    String reason,
    String detail,
    List<StoredDeadLetter.Violation> violations,
    String serviceVersion) {

  static ResolutionView of(StoredResolution stored, RefusedTypes types, OriginalMask mask) {
    return new ResolutionView(
        stored.redriveId(),
        stored.eventPosition(),
        stored.resolvedAt(),
        stored.outcome(),
        types.shown(stored.eventType()),
        OriginalMask.id(stored.eventId()),
        stored.reason(),
        stored.detail(),
        stored.violations().stream().map(each -> DeadLetterView.masked(each, mask)).toList(),
        stored.serviceVersion());
  }
}
