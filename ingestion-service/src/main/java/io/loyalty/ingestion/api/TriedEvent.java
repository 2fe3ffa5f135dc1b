package io.loyalty.ingestion.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.loyalty.ingestion.deadletter.Station;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.RecordJson;
import java.util.List;
import java.util.Map;

/**
 * What would become of one event; what does not apply is null, and left out of the answer.
 *
 * @param line the line that its message stands in, from 1
 * @param position which event of the message, from 0
 * @param valid whether it would be published; where it is only opened, whether that went well
 * @param eventType its type, if it says one
 * @param topic where it would be published
 * @param key its record's key
 * @param record its record
 * @param station what would refuse it
 * @param reason why, a stable code
 * @param violations every rule that it breaks, up to a bound
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

  /** Where an event stands. */
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

  /** One that was opened and not validated. */
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
