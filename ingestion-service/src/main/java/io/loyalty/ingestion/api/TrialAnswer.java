package io.loyalty.ingestion.api;

import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the response of {@code POST /validate} event by event: the records of a long body need
 * more memory than the body. Not thread-safe.
 */
final class TrialAnswer {
  private final JsonGenerator json;
  private final Map<String, Long> byReason = new TreeMap<>();
  private long events;
  private long invalid;

  TrialAnswer(JsonMapper mapper, OutputStream out) {
    this.json = mapper.createGenerator(out);
    json.writeStartObject().writeName("events").writeStartArray();
  }

  /** Returns the number of events. */
  record Summary(long events, long valid, long invalid, Map<String, Long> byReason) {}

  void add(TriedEvent event) {
    events++;
    if (!event.valid()) {
      invalid++;
      byReason.merge(event.reason(), 1L, Long::sum);
    }
    json.writePOJO(event);
  }

  void end() {
    json.writeEndArray().writeName("summary");
    json.writePOJO(new Summary(events, events - invalid, invalid, byReason));
    json.writeEndObject();
    json.close();
  }
}
