package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.envelope.PartTree.Node;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one event off a parser and keeps what stands at the places of a {@link PartTree}. Used
 * again for the next event of the same text.
 */
final class EventScan {
  private static final int ABSENT = -1;

  private final byte[] json;
  private final JsonParser parser;
  private final PartTree tree;
  private final BitSet visited;
  private final Map<Part, Place> found = new EnumMap<>(Part.class);
  private String duplicate;
  private int depth;

  /** Where a part stands, or its content where that is all that is asked for, or both. */
  private record Place(int start, int end, String text) {}

  EventScan(byte[] json, JsonParser parser, PartTree tree) {
    this.json = json;
    this.parser = parser;
    this.tree = tree;
    this.visited = new BitSet(tree.size());
  }

  /** Reads the event whose first token is the current one; its own bytes. */
  JsonSlice read() {
    found.clear();
    visited.clear();
    duplicate = null;
    int above = parser.streamReadContext().getNestingDepth();
    depth = above;
    if (parser.currentToken().isStructStart()) {
      above--;
    }
    int start = tokenStart();
    value(tree.root());
    depth -= above;
    return new JsonSlice(json, start, tokenEnd() - start);
  }

  /** How deep the event nests. */
  int depth() {
    return depth;
  }

  /** The pointer of a part, or of a step towards one, that stands there twice; null if none. */
  String duplicate() {
    return duplicate;
  }

  /** Whether the part is there and not null. */
  boolean has(Part part) {
    return found.containsKey(part);
  }

  /** The part as text: a string's content, else its JSON text; null when absent. */
  String text(Part part) {
    Place place = found.get(part);
    if (place == null || place.text() != null) {
      return place == null ? null : place.text();
    }
    return new String(json, place.start(), place.end() - place.start(), StandardCharsets.UTF_8);
  }

  /** The part where it stands; null when absent. */
  JsonSlice slice(Part part) {
    Place place = found.get(part);
    return place == null ? null : new JsonSlice(json, place.start(), place.end() - place.start());
  }

  private void value(Node node) {
    JsonToken token = parser.currentToken();
    if (token.isScalarValue() && !node.hasPayload()) {
      // Its content is all that is asked for, so that no place need be reckoned.
      if (!node.parts().isEmpty() && token != JsonToken.VALUE_NULL) {
        keep(node, new Place(ABSENT, ABSENT, parser.getString()));
      }
      return;
    }
    int start = node.parts().isEmpty() ? ABSENT : tokenStart();
    if (node.isLeaf()) {
      skip();
    } else if (token == JsonToken.START_OBJECT) {
      members(node);
    } else if (token == JsonToken.START_ARRAY) {
      elements(node);
    }
    if (start != ABSENT && token != JsonToken.VALUE_NULL) {
      int end = tokenEnd();
      keep(
          node, new Place(start, end, token == JsonToken.VALUE_STRING ? parser.getString() : null));
    }
  }

  private void keep(Node node, Place place) {
    for (int i = 0; i < node.parts().size(); i++) {
      found.put(node.parts().get(i), place);
    }
  }

  private void members(Node node) {
    descend();
    String name;
    while ((name = parser.nextName()) != null) {
      parser.nextToken();
      Node child = node.child(name);
      if (child == null) {
        skip();
      } else {
        visit(child);
      }
    }
  }

  private void elements(Node node) {
    descend();
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      Node child = node.child(Integer.toString(index));
      if (child == null) {
        skip();
      } else {
        visit(child);
      }
    }
  }

  private void visit(Node child) {
    if (visited.get(child.number()) && duplicate == null) {
      duplicate = child.pointer();
    }
    visited.set(child.number());
    value(child);
  }

  private void skip() {
    if (!parser.currentToken().isStructStart()) {
      return;
    }
    descend();
    int open = 1;
    while (open > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        open++;
        descend();
      } else if (token.isStructEnd()) {
        open--;
      }
    }
  }

  private void descend() {
    depth = Math.max(depth, parser.streamReadContext().getNestingDepth());
  }

  private int tokenStart() {
    return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
  }

  private int tokenEnd() {
    parser.finishToken();
    return Math.toIntExact(parser.currentLocation().getByteOffset());
  }
}
