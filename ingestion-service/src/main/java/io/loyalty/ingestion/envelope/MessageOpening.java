package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Opens one message, layer by layer. */
final class MessageOpening {
  /** Is the number of layers of an event in an array in a notification. */
  private static final int MOST_LAYERS = 3;

  private static final ForeignEnvelopes.Found UNKNOWN =
      new ForeignEnvelopes.Found(Refusal.UNKNOWN_ENVELOPE, "none of these");

  private final List<EventScan> scans;
  private final EnvelopeProperties properties;
  private final KnownEnvelopes envelopes;
  private final List<Opened> opened = new ArrayList<>(1);

  /**
   * Creates an opening.
   *
   * @param scans the scans, one for each layer, which must not be in use
   */
  MessageOpening(List<EventScan> scans, KnownEnvelopes envelopes, EnvelopeProperties properties) {
    this.scans = scans;
    this.properties = properties;
    this.envelopes = envelopes;
  }

  static List<EventScan> newScans(PartTree tree) {
    return Stream.generate(() -> new EventScan(tree)).limit(MOST_LAYERS).toList();
  }

  List<Opened> opened() {
    return opened;
  }

  /** Opens a JSON text inside {@code above} layers. */
  void openText(byte[] text, int above) throws RefusedTextException {
    if (hasZeroAtStart(text)) {
      throw refused(Refusal.NOT_UTF_8, null, "a zero byte");
    }
    EventScan scan = scans.get(above);
    try {
      scan.open(text);
      JsonToken first = scan.next();
      if (first == JsonToken.END) {
        throw refused(Refusal.EMPTY_MESSAGE, null, "nothing");
      }
      if (first == JsonToken.START_ARRAY) {
        openBatch(scan, above + 1);
      } else {
        // The text must be valid up to its end before any event of it counts.
        JsonSlice event = scan.read();
        scan.next();
        openEvent(scan, event, above, above == 0 ? JsonSlice.of(text) : null);
      }
    } catch (MalformedJsonException e) {
      throw e.isTooDeep()
          ? new RefusedTextException(Refusal.TOO_DEEP, properties.maxDepth(), "more", e)
          : new RefusedTextException(Refusal.NOT_JSON, null, e.getMessage(), e);
    } finally {
      scan.close();
    }
  }

  private void openBatch(EventScan scan, int layers) throws RefusedTextException {
    if (layers >= MOST_LAYERS) {
      throw refused(Refusal.TOO_MANY_LAYERS, null, "an array");
    }
    JsonToken first = scan.next();
    if (first == JsonToken.END_ARRAY) {
      scan.next();
      throw refused(Refusal.EMPTY_BATCH, null, "none");
    }
    if (first == JsonToken.STRING) {
      JsonSlice name = scan.read();
      if (ForeignEnvelopes.isPointerClass(name)) {
        throw pointer(scan);
      }
      openEvent(scan, name, layers, null);
      if (scan.next() == JsonToken.END_ARRAY) {
        scan.next();
        return;
      }
    }
    do {
      openEvent(scan, scan.read(), layers, null);
    } while (scan.next() != JsonToken.END_ARRAY);
    scan.next();
  }

  /** Reads the rest of an array that is a pointer to S3: it contains no event. */
  private static RefusedTextException pointer(EventScan scan) {
    ForeignEnvelopes.Found found = new ForeignEnvelopes.Found(Refusal.S3_POINTER, "no pointer");
    while (scan.next() != JsonToken.END_ARRAY) {
      JsonSlice element = scan.read();
      scan.prove(null);
      found = ForeignEnvelopes.pointer(element);
    }
    scan.next();
    return refused(found.refusal(), null, found.detail());
  }

  /**
   * Opens the event that was scanned.
   *
   * @param message the whole message if it is this event and nothing else; otherwise null
   */
  private void openEvent(EventScan scan, JsonSlice event, int above, JsonSlice message)
      throws RefusedTextException {
    JsonSlice original = message == null ? event : message;
    if (scan.depth() > properties.maxDepth()) {
      add(
          Refusal.TOO_DEEP.of(
              original, message != null, "", properties.maxDepth(), scan.depth() + " levels"));
    } else if (scan.duplicate() != null) {
      add(
          Refusal.DUPLICATE_KEY.of(
              original, message != null, scan.duplicate(), null, "given again"));
    } else if (KnownEnvelopes.isNotification(scan)) {
      scan.prove(null);
      openNotification(scan, original, message != null, above + 1);
    } else {
      Envelope envelope = envelopes.find(scan, event);
      scan.prove(envelope == null ? null : envelope.payload());
      add(
          envelope == null
              ? foreign(scan, event, original, message != null)
              : new Opened.Event(envelope));
    }
  }

  private static Opened.Refused foreign(
      EventScan scan, JsonSlice event, JsonSlice original, boolean wholeMessage) {
    ForeignEnvelopes.Found found =
        ForeignEnvelopes.ofEventBridge(scan).or(() -> ForeignEnvelopes.find(event)).orElse(UNKNOWN);
    return found.refusal().of(original, wholeMessage, "", null, found.detail());
  }

  private void openNotification(
      EventScan scan, JsonSlice original, boolean wholeMessage, int layers)
      throws RefusedTextException {
    if (layers >= MOST_LAYERS) {
      add(
          Refusal.TOO_MANY_LAYERS.of(
              original, wholeMessage, "/Message", null, "a further notification"));
      return;
    }
    int before = opened.size();
    try {
      openText(scan.content(Part.SNS_MESSAGE), layers);
    } catch (RefusedTextException e) {
      if (e.isOfMessage()) {
        throw e;
      }
      opened.subList(before, opened.size()).clear();
      add(e.refused(original, wholeMessage, Part.SNS_MESSAGE.pointer()));
    }
  }

  private void add(Opened each) throws RefusedTextException {
    if (opened.size() >= properties.maxEvents()) {
      throw refused(Refusal.TOO_MANY_EVENTS, properties.maxEvents(), "more");
    }
    opened.add(each);
  }

  /** Returns whether the text has a zero byte: then it is UTF-16 or UTF-32. */
  private static boolean hasZeroAtStart(byte[] text) {
    for (int i = 0; i < Math.min(text.length, Integer.BYTES); i++) {
      if (text[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static RefusedTextException refused(Refusal refusal, Object limit, String found) {
    return new RefusedTextException(refusal, limit, found, null);
  }
}
