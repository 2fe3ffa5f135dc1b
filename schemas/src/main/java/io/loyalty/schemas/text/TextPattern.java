package io.loyalty.schemas.text;

import java.util.List;

/**
 * Matches whole texts against a restricted regular expression in one pass. A pattern consists of
 * characters and classes such as {@code [A-Z0-9_]} and {@code \d}, each optionally followed by
 * {@code ?}, {@code *}, {@code +}, {@code {n}} or {@code {n,m}}; all characters are ASCII, and
 * groups and alternatives are not allowed. The syntax has its usual meaning. Immutable and
 * thread-safe; matching allocates nothing.
 */
public final class TextPattern {
  /** A pattern has at most this many steps, with repeat counts expanded. */
  static final int MOST_STEPS = Long.SIZE - 1;

  private static final int ASCII = 128;

  private final String text;
  private final String example;

  /** Holds the steps that match each ASCII character. */
  private final long[] takes = new long[ASCII];

  private final long optional;
  private final long repeated;
  private final long end;

  private TextPattern(String text, List<PatternStep> steps) {
    this.text = text;
    this.end = 1L << steps.size();
    long canBeLeftOut = 0;
    long canBeRepeated = 0;
    StringBuilder shortest = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      PatternStep step = steps.get(i);
      long bit = 1L << i;
      step.characters().stream().forEach(character -> takes[character] |= bit);
      canBeLeftOut |= step.optional() ? bit : 0;
      canBeRepeated |= step.repeated() ? bit : 0;
      if (!step.optional()) {
        shortest.append((char) step.characters().nextSetBit(0));
      }
    }
    this.optional = canBeLeftOut;
    this.repeated = canBeRepeated;
    this.example = shortest.toString();
  }

  /**
   * Compiles a pattern.
   *
   * @throws InvalidPatternException if it is not of that kind
   */
  public static TextPattern of(String pattern) {
    return new TextPattern(pattern, new PatternParser(pattern).steps());
  }

  /** Returns whether the whole text, in UTF-8, matches. */
  public boolean matches(byte[] bytes, int from, int to) {
    long states = passOptional(1);
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
      long taken = states & takes[bytes[i]];
      states = passOptional((taken << 1) | (taken & repeated));
      if (states == 0) {
        return false;
      }
    }
    return (states & end) != 0;
  }

  /** Returns the shortest text that matches. */
  public String example() {
    return example;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Adds every step that can be reached by skipping optional steps. */
  private long passOptional(long states) {
    long reached = states;
    long fresh = states & optional;
    while (fresh != 0) {
      long next = (fresh << 1) & ~reached;
      reached |= next;
      fresh = next & optional;
    }
    return reached;
  }
}
