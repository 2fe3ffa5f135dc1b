package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.envelope.PartTree.Node;
import io.loyalty.ingestion.json.JsonNames;
import io.loyalty.ingestion.json.JsonReader;
import io.loyalty.ingestion.json.JsonSlice;
import io.loyalty.ingestion.json.JsonString;
import io.loyalty.ingestion.json.JsonText;
import io.loyalty.ingestion.json.JsonToken;
import io.loyalty.ingestion.json.MalformedJsonException;
import io.loyalty.ingestion.json.TextFault;
import java.util.Arrays;

/**
 * Reads the events of one text and keeps of each the values at the paths of a {@link PartTree}. A
 * payload is skipped unread: the validator reads it, and refuses only that event if it is not JSON.
 * Instances are reused for the next text; not thread-safe.
 */
final class EventScan {
  private static final int ABSENT = -1;
  private static final Part[] PAYLOADS = {Part.DATA, Part.DETAIL, Part.OWN_PAYLOAD};

  private final JsonReader reader = new JsonReader(JsonReader.DEEPEST_TEXT);
  private final JsonReader prover = new JsonReader(JsonReader.DEEPEST_TEXT);
  private final RecentTexts types = new RecentTexts();
  private final PartTree tree;

  /** Holds for each node the number of the event in which it was seen last. */
  private final int[] visited;

  private final int[] starts = new int[Part.COUNT];
  private final int[] ends = new int[Part.COUNT];
  private final boolean[] escaped = new boolean[Part.COUNT];
  private byte[] json;
  private Node duplicate;
  private int depth;
  private int events;

  EventScan(PartTree tree) {
    this.tree = tree;
    this.visited = new int[tree.size()];
  }

  /** Begins to scan a text, after its byte order mark, if any. */
  void open(byte[] text) {
    json = text;
    boolean marked =
        text.length >= 3
            && text[0] == (byte) 0xef
            && text[1] == (byte) 0xbb
            && text[2] == (byte) 0xbf;
    int offset = marked ? 3 : 0;
    reader.open(text, offset, text.length - offset);
  }

  /** Releases the text. */
  void close() {
    json = null;
    reader.open(new byte[0], 0, 0);
  }

  JsonToken next() {
    return reader.next();
  }

  /** Reads the event whose first token was read last, and returns its own bytes. */
  JsonSlice read() {
    Arrays.fill(starts, ABSENT);
    events++;
    duplicate = null;
    boolean nests = isStart(reader.token());
    int above = reader.path().depth() - (nests ? 1 : 0);
    reader.path().forgetDeepest();
    int start = reader.start();
    value(tree.root());
    depth = reader.path().deepest() - above;
    return new JsonSlice(json, start, reader.position() - start);
  }

  /** Returns how deep the event nests. */
  int depth() {
    return depth;
  }

  /**
   * Returns the pointer of a part, or of a step towards one, that occurs twice; null if none does.
   */
  String duplicate() {
    return duplicate == null ? null : duplicate.pointer();
  }

  /** Returns whether the part is present and not null. */
  boolean has(Part part) {
    return starts[part.number()] != ABSENT;
  }

  /** Returns whether the part is a string with this ASCII content, or has this JSON text. */
  boolean is(Part part, String text) {
    if (!has(part) || escaped[part.number()]) {
      return has(part) && text(part).toString().equals(text);
    }
    int start = starts[part.number()];
    int quotes = json[start] == '"' ? 1 : 0;
    if (ends[part.number()] - start - 2 * quotes != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (json[start + quotes + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the part as text: the content of a string, else its JSON text; null if absent. */
  JsonText text(Part part) {
    if (!has(part)) {
      return null;
    }
    int start = starts[part.number()];
    int end = ends[part.number()];
    if (json[start] != '"') {
      return new JsonText(json, start, end - start, null);
    }
    return escaped[part.number()]
        ? JsonString.content(json, start + 1, end - 1)
        : new JsonText(json, start + 1, end - start - 2, null);
  }

  /** Returns the event type in {@code part}: the same string for the same type. */
  String type(Part part) {
    JsonText text = text(part);
    if (text == null) {
      return null;
    }
    return text.fault() == null
        ? types.text(text.bytes(), text.offset(), text.length())
        : text.toString();
  }

  /**
   * Returns the content of the part as bytes; empty if absent.
   *
   * @throws RefusedTextException if UTF-8 can't hold it
   */
  byte[] content(Part part) throws RefusedTextException {
    JsonText text = text(part);
    if (text == null) {
      return new byte[0];
    }
    if (text.fault() == TextFault.LONE_SURROGATE) {
      throw new RefusedTextException(Refusal.NOT_UTF_8, null, "a lone surrogate", null);
    }
    return Arrays.copyOfRange(text.bytes(), text.offset(), text.offset() + text.length());
  }

  /** Returns the part in place; null if absent. */
  JsonSlice slice(Part part) {
    int start = starts[part.number()];
    return has(part) ? new JsonSlice(json, start, ends[part.number()] - start) : null;
  }

  /**
   * Reads values that were skipped unread and are not the payload after all.
   *
   * @throws MalformedJsonException if that is not JSON
   */
  void prove(JsonSlice payload) {
    for (Part part : PAYLOADS) {
      int start = starts[part.number()];
      if (start != ABSENT && (payload == null || start != payload.offset())) {
        prove(start, ends[part.number()]);
      }
    }
  }

  private void prove(int start, int end) {
    try {
      prover.open(json, start, end - start);
      prover.next();
      skip(prover);
    } catch (MalformedJsonException e) {
      throw new MalformedJsonException(start + e.position(), e.isTooDeep());
    }
  }

  private void value(Node node) {
    JsonToken token = reader.token();
    int start = reader.start();
    if (node.isLeaf() && node.hasPayload() && isStart(token)) {
      reader.skipUnread();
    } else if (node.isLeaf()) {
      skip(reader);
    } else if (token == JsonToken.START_OBJECT) {
      members(node);
    } else if (token == JsonToken.START_ARRAY) {
      elements(node);
    }
    if (token != JsonToken.NULL) {
      for (int part : node.parts()) {
        starts[part] = start;
        ends[part] = reader.position();
        escaped[part] = reader.isEscaped();
      }
    }
  }

  private static void skip(JsonReader reader) {
    if (isStart(reader.token())) {
      int above = reader.path().depth() - 1;
      do {
        if (reader.next() == JsonToken.NAME) {
          refuseLoneSurrogate(reader);
        }
      } while (reader.path().depth() > above);
    }
  }

  private static void refuseLoneSurrogate(JsonReader name) {
    if (name.textFault() == TextFault.LONE_SURROGATE) {
      throw name.malformed();
    }
  }

  private static boolean isStart(JsonToken token) {
    return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
  }

  private void members(Node node) {
    int known = JsonNames.UNKNOWN;
    int member;
    while ((member = reader.nextName(node.names(), known)) != JsonReader.NO_MORE) {
      refuseLoneSurrogate(reader);
      reader.next();
      if (member == JsonNames.UNKNOWN) {
        skip(reader);
      } else {
        known = member;
        visit(node.child(member));
      }
    }
  }

  private void elements(Node node) {
    for (int index = 0; reader.next() != JsonToken.END_ARRAY; index++) {
      Node child = node.element(index);
      if (child == null) {
        skip(reader);
      } else {
        visit(child);
      }
    }
  }

  private void visit(Node child) {
    if (visited[child.number()] == events && duplicate == null) {
      duplicate = child;
    }
    visited[child.number()] = events;
    value(child);
  }
}
