package io.loyalty.console.board;

import io.loyalty.client.history.LatestEvents;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Describes a suspicion of fraud.
 *
 * @param eventId its id
 * @param occurredAt when the last event of the evidence occurred
 * @param rule the rule that found it
 * @param score how strong it is, 0 to 100
 * @param storeId the store; null if it is not known, or there are several
 * @param clearedBy what would clear it
 */
record Alert(
    String eventId,
    Instant occurredAt,
    String rule,
    String score,
    String storeId,
    String clearedBy) {
  static Alert of(LatestEvents.Event event) {
    return new Alert(
        event.eventId(),
        event.occurredAt(),
        text(event, "rule"),
        text(event, "score"),
        text(event, "store_id"),
        text(event, "cleared_by"));
  }

  private static String text(LatestEvents.Event event, String column) {
    JsonNode value = event.columns() == null ? null : event.columns().get(column);
    return value == null || value.isNull() ? null : value.asString(value.toString());
  }
}
