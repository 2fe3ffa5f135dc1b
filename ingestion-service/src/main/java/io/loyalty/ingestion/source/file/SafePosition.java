package io.loyalty.ingestion.source.file;

import java.util.TreeMap;

/**
 * Finds the position up to which everything is safe: lines end in any order, and a line counts only
 * if no line before it is open or left. Thread-safe.
 */
final class SafePosition {
  private final TreeMap<Long, Taken> open = new TreeMap<>();
  private long taken;
  private long inWork;
  private long firstLeft = Long.MAX_VALUE;
  private FilePosition safe;

  /** Is a line that was taken, and the position after it. */
  private static final class Taken {
    private final FilePosition end;
    private boolean isSafe;

    Taken(FilePosition end) {
      this.end = end;
    }
  }

  /** Records that a line was taken; returns its number in the run. */
  synchronized long take(FilePosition end) {
    long number = taken++;
    inWork++;
    // No line after one that is left counts, so none need be kept.
    if (number < firstLeft) {
      open.put(number, new Taken(end));
    }
    return number;
  }

  /** Records that no message follows up to this position. */
  synchronized void nothingUpTo(FilePosition end) {
    isSafe(take(end));
  }

  /** Records that the line is safe elsewhere. */
  synchronized void isSafe(long number) {
    inWork--;
    Taken line = open.get(number);
    if (line != null) {
      line.isSafe = true;
      while (!open.isEmpty() && open.firstEntry().getValue().isSafe) {
        safe = open.pollFirstEntry().getValue().end;
      }
    }
  }

  /** Records that a later run reads the line again. */
  synchronized void isLeft(long number) {
    inWork--;
    if (number < firstLeft) {
      firstLeft = number;
      open.tailMap(number, true).clear();
    }
  }

  /** Returns the safe position; null while nothing is safe. */
  synchronized FilePosition place() {
    return safe;
  }

  /** Returns the number of lines that are neither safe nor left. */
  synchronized long inWork() {
    return inWork;
  }
}
