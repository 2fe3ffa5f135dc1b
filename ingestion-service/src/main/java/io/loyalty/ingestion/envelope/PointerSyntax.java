package io.loyalty.ingestion.envelope;

import java.util.ArrayList;
import java.util.List;

/** Checks JSON Pointers in settings by RFC 6901, and splits them into steps. */
final class PointerSyntax {
  private static final int MOST_STEPS = 16;

  private PointerSyntax() {}

  static void check(String key, String pointer) {
    if (pointer == null) {
      throw new IllegalArgumentException(
          key + " is not set; set the id, type, source, time and payload pointers together");
    }
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new IllegalArgumentException(
          "%s is %s; a JSON Pointer begins with a slash, such as /header/id"
              .formatted(key, pointer));
    }
    if (pointer.replace("~0", "").replace("~1", "").contains("~")) {
      throw new IllegalArgumentException(
          "%s is %s; in a JSON Pointer ~ is written ~0 and / is written ~1"
              .formatted(key, pointer));
    }
    if (steps(pointer).size() > MOST_STEPS) {
      throw new IllegalArgumentException(
          "%s has more than %d steps; move the envelope further up".formatted(key, MOST_STEPS));
    }
  }

  static List<String> steps(String pointer) {
    List<String> steps = new ArrayList<>();
    int from = 1;
    while (from <= pointer.length()) {
      int slash = pointer.indexOf('/', from);
      int to = slash < 0 ? pointer.length() : slash;
      steps.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
      from = to + 1;
    }
    return pointer.isEmpty() ? List.of() : steps;
  }
}
