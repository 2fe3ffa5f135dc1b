package io.loyalty.ingestion.envelope;

/**
 * Where the parts of an envelope stand in an event, as JSON Pointers (RFC 6901).
 *
 * @param id the event's id
 * @param type the event type
 * @param source the source
 * @param time when it happened
 * @param payload the payload
 */
public record EnvelopePaths(String id, String type, String source, String time, String payload) {
  /** CloudEvents 1.0, structured mode. */
  public static final EnvelopePaths CLOUD_EVENTS =
      new EnvelopePaths("/id", "/type", "/source", "/time", "/data");
}
