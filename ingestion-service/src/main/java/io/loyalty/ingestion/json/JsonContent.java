package io.loyalty.ingestion.json;

/** Holds the content of the name, string, number or literal that was read last. Not thread-safe. */
final class JsonContent {
  private final JsonString unescaped = new JsonString();
  private byte[] json;
  private int start;
  private int end;
  private boolean escaped;
  private boolean resolved;

  /** Begins to read a text. */
  void clear(byte[] text) {
    json = text;
    set(0, 0, false);
  }

  /** Sets the content to the bytes at this position, with or without escapes. */
  void set(int from, int to, boolean hasEscapes) {
    start = from;
    end = to;
    escaped = hasEscapes;
    resolved = false;
  }

  boolean isEscaped() {
    return escaped;
  }

  byte[] bytes() {
    return escaped ? resolved().bytes() : json;
  }

  int offset() {
    return escaped ? 0 : start;
  }

  int length() {
    return escaped ? resolved().length() : end - start;
  }

  TextFault fault() {
    return escaped ? resolved().fault() : null;
  }

  private JsonString resolved() {
    if (!resolved) {
      unescaped.read(json, start, end);
      resolved = true;
    }
    return unescaped;
  }
}
