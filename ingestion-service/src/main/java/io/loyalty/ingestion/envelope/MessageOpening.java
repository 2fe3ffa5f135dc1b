package io.loyalty.ingestion.envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** The opening of one message, layer by layer. */
final class MessageOpening {
  /** An event in an array in a notification. */
  private static final int MOST_LAYERS = 3;

  private final JsonFactory json;
  private final PartTree tree;
  private final EnvelopeProperties properties;
  private final KnownEnvelopes envelopes;
  private final List<Opened> opened = new ArrayList<>(1);

  MessageOpening(
      JsonFactory json, PartTree tree, KnownEnvelopes envelopes, EnvelopeProperties properties) {
    this.json = json;
    this.tree = tree;
    this.properties = properties;
    this.envelopes = envelopes;
  }

  List<Opened> opened() {
    return opened;
  }

  /** Opens a JSON text that stands inside {@code above} layers. */
  void openText(byte[] text, int above) throws RefusedTextException {
    if (hasZeroAtStart(text)) {
      throw refused(Refusal.NOT_UTF_8, null, "a zero byte");
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
      EventScan scan = new EventScan(text, parser, tree);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw refused(Refusal.EMPTY_MESSAGE, null, "nothing");
      }
      if (first == JsonToken.START_ARRAY) {
        openBatch(parser, scan, above + 1);
      } else {
        // The text's end is proven before any of it counts.
        JsonSlice event = scan.read();
        proveEnd(parser);
        openEvent(scan, event, above, above == 0 ? JsonSlice.of(text) : null);
      }
    } catch (StreamConstraintsException e) {
      throw new RefusedTextException(Refusal.TOO_DEEP, properties.maxDepth(), "more", e);
    } catch (JacksonException e) {
      throw new RefusedTextException(Refusal.NOT_JSON, null, brokenAt(e), e);
    }
  }

  private void openBatch(JsonParser parser, EventScan scan, int layers)
      throws RefusedTextException {
    if (layers >= MOST_LAYERS) {
      throw refused(Refusal.TOO_MANY_LAYERS, null, "an array");
    }
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      proveEnd(parser);
      throw refused(Refusal.EMPTY_BATCH, null, "none");
    }
    do {
      openEvent(scan, scan.read(), layers, null);
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    proveEnd(parser);
  }

  private static void proveEnd(JsonParser parser) throws RefusedTextException {
    if (parser.nextToken() != null) {
      throw refused(Refusal.NOT_JSON, null, "more behind its end");
    }
  }

  /**
   * Opens what was scanned.
   *
   * @param message the whole message if that is this event and nothing else, else null
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
      openNotification(scan.text(Part.SNS_MESSAGE), original, message != null, above + 1);
    } else {
      Envelope envelope = envelopes.find(scan, event);
      add(
          envelope == null
              ? Refusal.UNKNOWN_ENVELOPE.of(original, message != null, "", null, "none of these")
              : new Opened.Event(envelope));
    }
  }

  private void openNotification(String text, JsonSlice original, boolean wholeMessage, int layers)
      throws RefusedTextException {
    if (layers >= MOST_LAYERS) {
      add(
          Refusal.TOO_MANY_LAYERS.of(
              original, wholeMessage, "/Message", null, "a further notification"));
      return;
    }
    byte[] message = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    int before = opened.size();
    try {
      if (text != null && hasLoneSurrogate(text)) {
        throw refused(Refusal.NOT_UTF_8, null, "a lone surrogate");
      }
      openText(message, layers);
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

  /** Jackson takes such a text for UTF-16 or UTF-32, in which our offsets mean nothing. */
  private static boolean hasZeroAtStart(byte[] text) {
    for (int i = 0; i < Math.min(text.length, Integer.BYTES); i++) {
      if (text[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Where a text stops being JSON; the parser's own message may quote the text. */
  private static String brokenAt(JacksonException e) {
    TokenStreamLocation place = e.getLocation();
    return place == null ? "broken" : "broken at byte " + Math.max(0, place.getByteOffset());
  }

  private static RefusedTextException refused(Refusal refusal, Object limit, String found) {
    return new RefusedTextException(refusal, limit, found, null);
  }
}
