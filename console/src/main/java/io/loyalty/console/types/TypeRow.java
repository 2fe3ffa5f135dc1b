package io.loyalty.console.types;

import java.time.Instant;
import java.util.Locale;

/**
 * Holds the figures of an event type; null where a service did not tell them.
 *
 * @param eventType the event type
 * @param doc what an event of it is
 * @param version the version of its contract
 * @param derivedBy the stage that derives it; null for types that the platform sends
 * @param accepted the records that the load has read and not refused since {@link TypesPage#since}
 * @param perSecond the same, per second
 * @param refused the dead letters since then
 * @param lag the records that are not loaded yet
 * @param loadedThrough all that Kafka took before is loaded
 * @param unknownFields how many fields there were that its contract does not know
 */
record TypeRow(
    String eventType,
    String doc,
    int version,
    String derivedBy,
    Long accepted,
    Double perSecond,
    Long refused,
    Long lag,
    Instant loadedThrough,
    Integer unknownFields) {
  /** Returns whether a text stands in the name, in the description, or in the stage. */
  boolean has(String text) {
    return contains(eventType, text) || contains(doc, text) || contains(derivedBy, text);
  }

  /** Returns all events, those that were refused included; null if it is not known. */
  public Long all() {
    return accepted == null || refused == null ? null : Long.valueOf(accepted + refused);
  }

  /** Returns the share of valid events; null if it is not known, or there were none. */
  Double validShare() {
    Long all = all();
    return all == null || all == 0 ? null : Double.valueOf(accepted / (double) all);
  }

  private static boolean contains(String text, String part) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
