package io.loyalty.schemas.text;

/** A pattern is not one that a contract may have. The message says where and why. */
public final class InvalidPatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPatternException(String pattern, int at, String why) {
    super("the pattern %s, at character %d: %s".formatted(pattern, at + 1, why));
  }
}
