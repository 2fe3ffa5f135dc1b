package io.loyalty.ingestion.json;

import java.util.Arrays;

/** Where a reader is in a text: the objects and arrays that are open. Not thread-safe. */
public final class JsonPath {
  private static final int NONE_YET = -1;
  private static final int ARRAY = -1;

  private final int most;
  private byte[] json;
  private int depth;
  private int deepest;

  /** Of each level, from 1: where its name begins, or in an array its index. */
  private int[] from = new int[16];

  /** Of each level: where its name ends, {@link #ARRAY} in an array. */
  private int[] to = new int[16];

  JsonPath(int mostLevels) {
    this.most = mostLevels;
  }

  void clear(byte[] text) {
    json = text;
    depth = 0;
    deepest = 0;
  }

  /** How many objects and arrays are open. */
  public int depth() {
    return depth;
  }

  /** The greatest depth since {@link #forgetDeepest}. */
  public int deepest() {
    return deepest;
  }

  public void forgetDeepest() {
    deepest = depth;
  }

  /** Whether the innermost is an array. */
  boolean inArray() {
    return to[depth] == ARRAY;
  }

  /** Whether the level, counted from 1, is an array. */
  public boolean isArray(int level) {
    return to[level] == ARRAY;
  }

  /** The name at a level that is an object. */
  public String name(int level) {
    return JsonString.text(json, from[level], to[level]);
  }

  /** The path as a JSON Pointer (RFC 6901). */
  public String toPointer() {
    StringBuilder pointer = new StringBuilder();
    for (int level = 1; level <= depth; level++) {
      if (from[level] != NONE_YET) {
        pointer.append('/');
        if (isArray(level)) {
          pointer.append(from[level]);
        } else {
          pointer.append(name(level).replace("~", "~0").replace("/", "~1"));
        }
      }
    }
    return pointer.toString();
  }

  /** Whether nothing more can be opened. */
  boolean isFull() {
    return depth == most;
  }

  /** Opens an object or array, unless that would be too deep. */
  boolean open(boolean array) {
    if (depth == most) {
      return false;
    }
    depth++;
    deepest = Math.max(deepest, depth);
    if (depth == from.length) {
      from = Arrays.copyOf(from, 2 * depth);
      to = Arrays.copyOf(to, 2 * depth);
    }
    from[depth] = NONE_YET;
    to[depth] = array ? ARRAY : 0;
    return true;
  }

  void close() {
    depth--;
  }

  /** Goes on to the next element; whether there was one before it. */
  boolean nextElement() {
    return from[depth]++ != NONE_YET;
  }

  boolean hasName() {
    return from[depth] != NONE_YET;
  }

  void name(int start, int end) {
    from[depth] = start;
    to[depth] = end;
  }
}
