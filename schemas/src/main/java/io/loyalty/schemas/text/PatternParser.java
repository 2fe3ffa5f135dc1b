package io.loyalty.schemas.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Parses the text of one pattern. Not thread-safe. */
final class PatternParser {
  private static final int FIRST_PRINTABLE = ' ';
  private static final int LAST_PRINTABLE = '~';
  private static final String WITH_MEANING = "()|.^$*+?{}]";

  private final String pattern;
  private final List<PatternStep> steps = new ArrayList<>();
  private int at;

  PatternParser(String pattern) {
    this.pattern = pattern;
  }

  List<PatternStep> steps() {
    while (at < pattern.length()) {
      quantified(characters());
    }
    if (steps.isEmpty()) {
      throw refused("it is empty");
    }
    return steps;
  }

  private BitSet characters() {
    char c = next();
    if (c == '[') {
      return characterClass();
    }
    if (c == '\\') {
      return escaped();
    }
    if (WITH_MEANING.indexOf(c) >= 0) {
      at--;
      throw refused("%c is not available; write \\%c for the character".formatted(c, c));
    }
    return only(c);
  }

  private BitSet characterClass() {
    BitSet all = new BitSet();
    if (peek('^')) {
      throw refused("[^ is not available; name the characters that are allowed");
    }
    while (!peek(']')) {
      char c = next();
      BitSet some = c == '\\' ? escaped() : only(c);
      if (peek('-') && at + 1 < pattern.length() && pattern.charAt(at + 1) != ']') {
        at++;
        char last = next();
        int from = some.nextSetBit(0);
        if (some.cardinality() != 1 || last == '\\' || only(last).nextSetBit(0) < from) {
          throw refused("a range goes from one character to a later one");
        }
        some.set(from, last + 1);
      }
      all.or(some);
    }
    at++;
    if (all.isEmpty()) {
      throw refused("a class has at least one character");
    }
    return all;
  }

  private BitSet escaped() {
    char c = next();
    BitSet all = new BitSet();
    if (c == 'd' || c == 'w') {
      all.set('0', '9' + 1);
      if (c == 'w') {
        all.set('a', 'z' + 1);
        all.set('A', 'Z' + 1);
        all.set('_');
      }
      return all;
    }
    if (Character.isLetterOrDigit(c)) {
      throw refused("\\%c is not available".formatted(c));
    }
    return only(c);
  }

  private void quantified(BitSet characters) {
    if (peek('?')) {
      add(characters, 0, 1);
    } else if (peek('*')) {
      steps.add(new PatternStep(characters, true, true));
    } else if (peek('+')) {
      steps.add(new PatternStep(characters, false, true));
    } else if (peek('{')) {
      at++;
      counted(characters);
    } else {
      add(characters, 1, 1);
      at--;
    }
    at++;
    if (steps.size() > TextPattern.MOST_STEPS) {
      throw refused("it has more than %d characters".formatted(TextPattern.MOST_STEPS));
    }
  }

  private void counted(BitSet characters) {
    int least = number();
    int most = least;
    if (peek(',')) {
      at++;
      most = number();
    }
    if (!peek('}') || most < Math.max(least, 1)) {
      throw refused("a count is {n} or {n,m}");
    }
    add(characters, least, most);
  }

  private void add(BitSet characters, int least, int most) {
    for (int i = 0; i < Math.min(most, TextPattern.MOST_STEPS + 1); i++) {
      steps.add(new PatternStep(characters, i >= least, false));
    }
  }

  private int number() {
    int from = at;
    while (at < pattern.length() && pattern.charAt(at) >= '0' && pattern.charAt(at) <= '9') {
      at++;
    }
    if (at == from || at - from > 3) {
      throw refused("a count is {n} or {n,m}");
    }
    return Integer.parseInt(pattern.substring(from, at));
  }

  private BitSet only(char c) {
    if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) {
      throw refused("only printable ASCII is available");
    }
    BitSet one = new BitSet();
    one.set(c);
    return one;
  }

  private boolean peek(char expected) {
    return at < pattern.length() && pattern.charAt(at) == expected;
  }

  private char next() {
    if (at >= pattern.length()) {
      throw refused("it ends too early");
    }
    return pattern.charAt(at++);
  }

  private InvalidPatternException refused(String why) {
    return new InvalidPatternException(pattern, at, why);
  }
}
