package io.loyalty.ingestion.envelope;

import io.loyalty.ingestion.json.JsonNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every place where a part may stand, as a tree of names, so that one pass finds them all. */
final class PartTree {
  private final Node root = new Node("", 0);
  private int nodes = 1;

  /** One place. Array elements go by their index as text. */
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

    /** The names of the children. */
    JsonNames names() {
      return names;
    }

    /** The child whose name has this position among the names. */
    Node child(int position) {
      return inOrder[position];
    }

    /** The child that is this element of an array; null if none is. */
    Node element(int index) {
      return children.get(Integer.toString(index));
    }

    boolean isLeaf() {
      return inOrder.length == 0;
    }

    /** Whether a payload stands there. */
    boolean hasPayload() {
      return payload;
    }

    /** The numbers of the parts that stand there. */
    int[] parts() {
      return numbers;
    }

    int number() {
      return number;
    }

    /** Where it is in the event. */
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
