package io.loyalty.cli.queue;

import java.util.ArrayList;
import java.util.List;

/** Collects lines for one SendMessageBatch. Not thread-safe. */
final class LineBatch {
  private static final int MAX_LINES = 10;

  private final List<EventLine> lines = new ArrayList<>(MAX_LINES);
  private long bytes;

  boolean fits(EventLine line) {
    return lines.size() < MAX_LINES && bytes + line.bytes() <= EventLine.MAX_BYTES;
  }

  void add(EventLine line) {
    lines.add(line);
    bytes += line.bytes();
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  List<EventLine> lines() {
    return lines;
  }
}
