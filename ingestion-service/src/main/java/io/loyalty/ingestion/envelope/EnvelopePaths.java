package io.loyalty.ingestion.envelope;

/**
 * Tells where the parts of an envelope stand in an event, as JSON Pointers (RFC 6901).
 *
 * @param id the JSON Pointer to the event's id in the programme's own envelope. All five pointers,
 *     or none
 * @param type the JSON Pointer to the event's type; an event is taken for this envelope when it is
 *     there
 * @param source the JSON Pointer to the event's source
 * @param time the JSON Pointer to the time at which the event occurred
 * @param payload the JSON Pointer to the event's payload
 */
public record EnvelopePaths(String id, String type, String source, String time, String payload) {
  /** CloudEvents 1.0, structured mode. */
  public static final EnvelopePaths CLOUD_EVENTS =
      new EnvelopePaths("/id", "/type", "/source", "/time", "/data");
}
