package io.loyalty.ingestion.record.plan;

import java.util.Arrays;

/** Locates the fields of each open record in the scratch space: a stack, which is reused. */
final class Segments {
  private static final int UNSET = -1;

  private int[] bounds = new int[128];
  private int top;

  void clear() {
    top = 0;
  }

  /** Opens a record with this number of fields; returns its base. */
  int open(int fields) {
    int base = top;
    top += 2 * fields;
    if (top > bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * top);
    }
    Arrays.fill(bounds, base, top, UNSET);
    return base;
  }

  void close(int base) {
    top = base;
  }

  void set(int base, int field, int start, int end) {
    bounds[base + 2 * field] = start;
    bounds[base + 2 * field + 1] = end;
  }

  boolean isSet(int base, int field) {
    return bounds[base + 2 * field] != UNSET;
  }

  int start(int base, int field) {
    return bounds[base + 2 * field];
  }

  int end(int base, int field) {
    return bounds[base + 2 * field + 1];
  }
}
