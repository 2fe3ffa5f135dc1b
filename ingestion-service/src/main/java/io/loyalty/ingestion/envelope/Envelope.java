package io.loyalty.ingestion.envelope;

/**
 * One event as its envelope tells it. Attributes stand as they came, not yet validated, null where
 * absent: what is wrong with them is found together with what is wrong with the payload.
 *
 * @param attributes id, type, source and time
 * @param payload the payload, a view on the event; null where absent
 * @param event the event's own bytes, envelope included
 * @param paths where attributes and payload stand in the event
 */
public record Envelope(
    Attributes attributes, JsonSlice payload, JsonSlice event, EnvelopePaths paths) {

  /**
   * The attributes of an event, as text; a value that is no JSON string stands as its JSON text.
   */
  public record Attributes(String id, String type, String source, String time) {}
}
