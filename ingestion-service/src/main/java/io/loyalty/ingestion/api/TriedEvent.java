package io.loyalty.ingestion.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.RecordJson;
import java.util.List;
import java.util.Map;

/**
 * Describes what would become of one event; fields that do not apply are null and left out of the
 * response.
 *
 * @param line the line of its message, from 1
 * @param position the index of the event in its message, from 0
 * @param valid whether it would be published; if it is only opened, whether that succeeded
 * @param eventType the type that it states, if any
 * @param topic the topic that it would be published to
 * @param key the key of its record
 * @param record the fields of its record
 * @param station the step that would refuse it
 * @param reason why it would be refused, a stable code
 * @param violations the rules that it breaks, up to a limit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "line",
  "position",
  "valid",
  "eventType",
  "topic",
  "key",
  "record",
  "station",
  "reason",
  "violations"
})
record TriedEvent(
    Integer line,
    int position,
    boolean valid,
    String eventType,
    String topic,
    String key,
    Map<String, Object> record,
    String station,
    String reason,
    List<Violation> violations) {

  /** Locates an event in a request. */
  record Location(Integer line, int position) {}

  static TriedEvent valid(
      Location location, String eventType, String topic, RecordJson.Shown shown) {
    return new TriedEvent(
        location.line(),
        location.position(),
        true,
        eventType,
        topic,
        shown.key(),
        shown.record(),
        null,
        null,
        null);
  }

  /** Describes an event that was opened and not validated. */
  static TriedEvent opened(Location location, String eventType) {
    return new TriedEvent(
        location.line(), location.position(), true, eventType, null, null, null, null, null, null);
  }

  static TriedEvent invalid(
      Location location,
      String eventType,
      Station station,
      String reason,
      List<Violation> violations) {
    return new TriedEvent(
        location.line(),
        location.position(),
        false,
        eventType,
        null,
        null,
        null,
        station.label(),
        reason,
        violations);
  }
}
