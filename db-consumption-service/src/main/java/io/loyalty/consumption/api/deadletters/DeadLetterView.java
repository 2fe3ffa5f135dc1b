package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.masking.OriginalMask;
import io.loyalty.consumption.masking.RefusedTypes;
import io.loyalty.consumption.warehouse.deadletters.ArrivedEvents;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import io.loyalty.consumption.warehouse.deadletters.StoredDeadLetter;
import io.loyalty.schemas.text.MaskedName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the response of {@code GET /dead-letters/{id}}: a dead letter without personal data.
 *
 * @param original the masked event; if it is no JSON, its length and its SHA-256
 * @param recordKey the length of the record's key
 * @param recordHeaders the names of the record's headers
 * @param attempts redrives after which it was refused again
 * @param lastRefusedAt when it was refused for the last time, by a redrive or at first
 * @param arrived the row of the event of this id, if there is one
 * @param resolutions what became of it, the newest first, up to a bound
 */
record DeadLetterView(
    String id,
    Instant rejectedAt,
    String station,
    String reason,
    String detail,
    String eventType,
    String eventId,
    String source,
    List<StoredDeadLetter.Violation> violations,
    String original,
    String originalKind,
    String queue,
    String messageId,
    Long position,
    String recordTopic,
    Long recordPartition,
    Long recordOffset,
    String recordKey,
    List<String> recordHeaders,
    String serviceVersion,
    Long kafkaPartition,
    Long kafkaOffset,
    Instant loadedAt,
    DeadLetterState state,
    long attempts,
    Instant lastRefusedAt,
    ArrivedEvents.Arrival arrived,
    List<ResolutionView> resolutions) {
  private static final String RECORD = "RECORD";
  private static final String REFUSED_AGAIN = "refused-again";

  static DeadLetterView of(
      StoredDeadLetter stored,
      RefusedTypes types,
      OriginalMask mask,
      JsonMapper json,
      ArrivedEvents.Arrival arrived,
      List<ResolutionView> resolutions) {
    StoredDeadLetter.Rejection rejection = stored.rejection();
    StoredDeadLetter.Original original = stored.original();
    StoredDeadLetter.Coordinates at = stored.coordinates();
    return new DeadLetterView(
        rejection.id(),
        rejection.rejectedAt(),
        rejection.station(),
        rejection.reason(),
        rejection.detail(),
        types.shown(rejection.eventType()),
        OriginalMask.id(rejection.eventId()),
        rejection.source(),
        stored.violations().stream().map(each -> masked(each, mask)).toList(),
        original.kind().equals(RECORD)
            ? OriginalMask.describe(original.bytes())
            : mask.mask(original.bytes()),
        original.kind(),
        at.queue(),
        at.messageId(),
        at.position(),
        at.recordTopic(),
        at.recordPartition(),
        at.recordOffset(),
        original.recordKey() == null ? null : original.recordKey().length + " bytes",
        headers(original.recordHeaders(), json),
        rejection.serviceVersion(),
        at.kafkaPartition(),
        at.kafkaOffset(),
        at.loadedAt(),
        stored.standing().state(),
        stored.standing().attempts(),
        resolutions.stream()
            .filter(each -> each.outcome().equals(REFUSED_AGAIN))
            .map(ResolutionView::resolvedAt)
            .max(Comparator.naturalOrder())
            .orElse(rejection.rejectedAt()),
        arrived,
        resolutions);
  }

  static StoredDeadLetter.Violation masked(
      StoredDeadLetter.Violation violation, OriginalMask mask) {
    return new StoredDeadLetter.Violation(
        mask.mask(violation.path()),
        violation.rule(),
        violation.expected(),
        mask.mask(violation.path(), violation.found()));
  }

  private static List<String> headers(String stored, JsonMapper json) {
    if (stored == null) {
      return List.of();
    }
    JsonNode headers = json.readTree(stored);
    return headers.propertyNames().stream().map(MaskedName::of).toList();
  }
}
