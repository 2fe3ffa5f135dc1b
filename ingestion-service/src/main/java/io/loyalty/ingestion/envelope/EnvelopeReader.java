package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.Utf8;
import java.util.List;

/**
 * Opens a message: finds its events in any supported shape, and locates the parts of their
 * envelopes without validating them. It never throws. Thread-safe.
 *
 * <p>Tried in this order: a JSON array of events; CloudEvents 1.0 ({@code specversion}); an SNS
 * notification ({@code Type} and {@code TopicArn}), whose {@code Message} holds any of these
 * shapes; EventBridge ({@code detail-type} and {@code detail}); the configured JSON Pointers.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents
 *     JSON format</a>
 */
public final class EnvelopeReader {
  private final EnvelopeProperties properties;
  private final KnownEnvelopes envelopes;
  private final ThreadLocal<Scans> scans;

  /** Holds the opening used last, which its own thread may use again. */
  private Scans recent;

  private record Scans(Thread owner, List<EventScan> layers) {}

  /** Reads messages within the limits of {@code properties}. */
  public EnvelopeReader(EnvelopeProperties properties) {
    this.properties = properties;
    PartTree tree = new PartTree(properties);
    this.scans =
        ThreadLocal.withInitial(
            () -> new Scans(Thread.currentThread(), MessageOpening.newScans(tree)));
    this.envelopes = new KnownEnvelopes(properties);
  }

  /**
   * Returns the events of {@code message} in its order, at least one. Either the whole message is
   * refused, as the only result, or each event has a result of its own.
   */
  public List<Opened> open(byte[] message) {
    JsonSlice whole = JsonSlice.of(message);
    if (message.length > properties.maxSize().toBytes()) {
      return List.of(
          Refusal.TOO_LARGE.of(
              whole, true, "", properties.maxSize().toBytes(), message.length + " bytes"));
    }
    if (isBlank(message)) {
      return List.of(Refusal.EMPTY_MESSAGE.of(whole, true, "", null, "nothing"));
    }
    if (!Utf8.isWellFormed(message)) {
      return List.of(Refusal.NOT_UTF_8.of(whole, true, "", null, "other bytes"));
    }
    MessageOpening opening = new MessageOpening(scans(), envelopes, properties);
    try {
      opening.openText(message, 0);
      return opening.opened();
    } catch (RefusedTextException e) {
      return List.of(e.refused(whole, true, ""));
    }
  }

  private List<EventScan> scans() {
    Scans mine = recent;
    if (mine == null || mine.owner() != Thread.currentThread()) {
      mine = scans.get();
      recent = mine;
    }
    return mine.layers();
  }

  private static boolean isBlank(byte[] message) {
    for (byte each : message) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return false;
      }
    }
    return true;
  }
}
