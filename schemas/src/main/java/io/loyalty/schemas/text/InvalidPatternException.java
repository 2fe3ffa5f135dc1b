package io.loyalty.schemas.text;

/**
 * Signals a pattern that a contract may not use. The message states the position and the reason.
 */
public final class InvalidPatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPatternException(String pattern, int at, String why) {
    super("the pattern %s, at character %d: %s".formatted(pattern, at + 1, why));
  }
}
