package io.loyalty.ingestion.json;

import java.util.Arrays;

/** Keeps the path of a reader in a text: the open objects and arrays. Not thread-safe. */
public final class JsonPath {
  private static final int NONE_YET = -1;
  private static final int ARRAY = -1;

  private final int most;
  private byte[] json;
  private int depth;
  private int deepest;

  /** Holds for each level, from 1, where its name begins, or its index in an array. */
  private int[] from = new int[16];

  /** Holds for each level where its name ends, or {@link #ARRAY} in an array. */
  private int[] to = new int[16];

  JsonPath(int mostLevels) {
    this.most = mostLevels;
  }

  void clear(byte[] text) {
    json = text;
    depth = 0;
    deepest = 0;
  }

  /** Returns the number of open objects and arrays. */
  public int depth() {
    return depth;
  }

  /** Returns the greatest depth since {@link #forgetDeepest}. */
  public int deepest() {
    return deepest;
  }

  public void forgetDeepest() {
    deepest = depth;
  }

  /** Returns whether the innermost level is an array. */
  boolean inArray() {
    return to[depth] == ARRAY;
  }

  /** Returns whether the level, counted from 1, is an array. */
  public boolean isArray(int level) {
    return to[level] == ARRAY;
  }

  /** Returns the name at a level that is an object. */
  public String name(int level) {
    return JsonString.text(json, from[level], to[level]);
  }

  /** Returns the path as a JSON Pointer (RFC 6901). */
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

  /** Returns whether no further object or array can be opened. */
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

  /** Moves to the next element; returns whether there was one before it. */
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
