package io.loyalty.consumption.api.audit;

import io.loyalty.consumption.warehouse.audit.StoredAct;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a page of the audit as openapi.yaml describes it.
 *
 * @param entries the entries, the newest first
 * @param next the text by which a caller asks for the next page; null on the last
 */
record AuditView(List<Entry> entries, String next) {
  /** Shows one entry. */
  record Entry(Instant at, String actor, String action, String subject, JsonNode detail) {
    static Entry of(StoredAct act, JsonMapper json) {
      return new Entry(
          act.place().at(), act.actor(), act.action(), act.subject(), json.readTree(act.detail()));
    }
  }

  /** Shows the first {@code limit} of these; one that is left over tells that there are more. */
  static AuditView of(List<StoredAct> found, int limit, JsonMapper json) {
    List<StoredAct> shown = found.subList(0, Math.min(found.size(), limit));
    return new AuditView(
        shown.stream().map(each -> Entry.of(each, json)).toList(),
        found.size() > limit ? AuditPlace.text(shown.get(limit - 1).place()) : null);
  }
}
