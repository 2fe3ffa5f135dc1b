package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.envelope.Envelope.Attributes;
import io.loyalty.ingestion.json.JsonSlice;

/** Finds out which envelope an event has, and reads it. */
final class KnownEnvelopes {
  private static final EnvelopePaths EVENT_BRIDGE =
      new EnvelopePaths("/id", "/detail-type", "/source", "/time", "/detail");

  private final EnvelopePaths own;
  private final EnvelopePaths eventBridgeWithIdInside;

  KnownEnvelopes(EnvelopeProperties properties) {
    this.own = properties.pointers();
    this.eventBridgeWithIdInside =
        new EnvelopePaths(
            "/detail" + properties.eventBridgeIdPointer(),
            EVENT_BRIDGE.type(),
            EVENT_BRIDGE.source(),
            EVENT_BRIDGE.time(),
            EVENT_BRIDGE.payload());
  }

  static boolean isNotification(EventScan scan) {
    return !isCloudEvent(scan)
        && scan.is(Part.SNS_TYPE, "Notification")
        && scan.has(Part.SNS_TOPIC);
  }

  /** Returns the event's envelope; null if it is unknown. */
  Envelope find(EventScan scan, JsonSlice event) {
    if (isCloudEvent(scan)) {
      return scan.is(Part.SPEC_VERSION, "1.0")
          ? envelope(
              scan,
              event,
              EnvelopePaths.CLOUD_EVENTS,
              Part.ID,
              Part.TYPE,
              Part.SOURCE,
              Part.TIME,
              Part.DATA)
          : null;
    }
    if (scan.has(Part.DETAIL_TYPE) && scan.has(Part.DETAIL)) {
      if (ForeignEnvelopes.isOfAws(scan)) {
        return null;
      }
      boolean inside = scan.has(Part.DETAIL_ID);
      return envelope(
          scan,
          event,
          inside ? eventBridgeWithIdInside : EVENT_BRIDGE,
          inside ? Part.DETAIL_ID : Part.ID,
          Part.DETAIL_TYPE,
          Part.SOURCE,
          Part.TIME,
          Part.DETAIL);
    }
    if (own != null && scan.has(Part.OWN_TYPE)) {
      return envelope(
          scan,
          event,
          own,
          Part.OWN_ID,
          Part.OWN_TYPE,
          Part.OWN_SOURCE,
          Part.OWN_TIME,
          Part.OWN_PAYLOAD);
    }
    return null;
  }

  private static boolean isCloudEvent(EventScan scan) {
    return scan.has(Part.SPEC_VERSION);
  }

  private static Envelope envelope(
      EventScan scan, JsonSlice event, EnvelopePaths paths, Part... parts) {
    Attributes attributes =
        new Attributes(
            scan.text(parts[0]), scan.type(parts[1]), scan.text(parts[2]), scan.text(parts[3]));
    return new Envelope(attributes, scan.slice(parts[4]), event, paths);
  }
}
