package io.loyalty.schemas.check;

/**
 * Describes a word or sign of an expression.
 *
 * @param kind its kind
 * @param text the word, the sign, the digits, or the text between the quotes
 * @param at where it begins, from 0
 */
record Token(Kind kind, String text, int at) {
  /** Lists the kinds of tokens. */
  enum Kind {
    WORD,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(expected);
  }

  /** Returns the token as a sentence names it. */
  String words() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "'%s'".formatted(text);
      case WORD, NUMBER, SIGN -> text;
    };
  }
}
