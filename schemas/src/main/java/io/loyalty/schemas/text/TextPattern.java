package io.loyalty.schemas.text;

import java.util.List;

/**
 * A regular expression that a whole text must match, of a kind that is always matched in one pass:
 * characters, classes such as {@code [A-Z0-9_]} and {@code \d}, each with {@code ?}, {@code *},
 * {@code +}, {@code {n}} or {@code {n,m}}; all of ASCII, without groups and alternatives. What it
 * means is what it means everywhere else. Immutable and thread-safe; matching allocates nothing.
 */
public final class TextPattern {
  /** The longest pattern, its counts written out. */
  static final int MOST_STEPS = Long.SIZE - 1;

  private static final int ASCII = 128;

  private final String text;
  private final String example;

  /** Of each ASCII character: the steps that take it. */
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

  /** Whether the text, UTF-8, matches as a whole. */
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

  /** The shortest text that matches. */
  public String example() {
    return example;
  }

  @Override
  public String toString() {
    return text;
  }

  /** Goes on to every step that can be reached by leaving out optional ones. */
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
