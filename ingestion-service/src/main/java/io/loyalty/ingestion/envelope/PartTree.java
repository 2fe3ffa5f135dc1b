package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds every path of a part as a tree of names, so that one pass finds them all. */
final class PartTree {
  private final Node root = new Node("", 0);
  private int nodes = 1;

  /** Is one path. The name of an array element is its index as text. */
  static final class Node {
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private final String pointer;
    private final int number;
    private boolean payload;
    private JsonNames names;
    private Node[] inOrder;
    private int[] numbers;

    Node(String pointer, int number) {
      this.pointer = pointer;
      this.number = number;
    }

    private void compile() {
      names = new JsonNames(List.copyOf(children.keySet()));
      inOrder = children.values().toArray(Node[]::new);
      numbers = parts.stream().mapToInt(Part::number).toArray();
      children.values().forEach(Node::compile);
    }

    /** Returns the names of the children. */
    JsonNames names() {
      return names;
    }

    /** Returns the child whose name has this index. */
    Node child(int position) {
      return inOrder[position];
    }

    /** Returns the child for this element of an array; null if there is none. */
    Node element(int index) {
      return children.get(Integer.toString(index));
    }

    boolean isLeaf() {
      return inOrder.length == 0;
    }

    /** Returns whether a payload may be there. */
    boolean hasPayload() {
      return payload;
    }

    /** Returns the numbers of the parts that may be there. */
    int[] parts() {
      return numbers;
    }

    int number() {
      return number;
    }

    /** Returns its JSON Pointer in the event. */
    String pointer() {
      return pointer;
    }
  }

  PartTree(EnvelopeProperties properties) {
    for (Part part : Part.values()) {
      if (part.pointer() != null) {
        add(part, part.pointer());
      }
    }
    if (properties.eventBridgeIdPointer() != null) {
      add(Part.DETAIL_ID, Part.DETAIL.pointer() + properties.eventBridgeIdPointer());
    }
    EnvelopePaths own = properties.pointers();
    if (own != null) {
      add(Part.OWN_ID, own.id());
      add(Part.OWN_TYPE, own.type());
      add(Part.OWN_SOURCE, own.source());
      add(Part.OWN_TIME, own.time());
      add(Part.OWN_PAYLOAD, own.payload());
    }
    root.compile();
  }

  Node root() {
    return root;
  }

  int size() {
    return nodes;
  }

  private void add(Part part, String pointer) {
    Node node = root;
    for (String step : PointerSyntax.steps(pointer)) {
      Node child = node.children.get(step);
      if (child == null) {
        child = new Node(node.pointer + "/" + step.replace("~", "~0").replace("/", "~1"), nodes++);
        node.children.put(step, child);
      }
      node = child;
    }
    node.parts.add(part);
    node.payload |= part.isPayload();
  }
}
