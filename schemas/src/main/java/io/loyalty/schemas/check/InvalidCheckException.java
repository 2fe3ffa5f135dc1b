package io.loyalty.schemas.check;

/** Signals an expression that is none; the message states the position and the reason. */
public final class InvalidCheckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidCheckException(String expression, int at, String why) {
    super("the expression \"%s\", at character %d: %s".formatted(expression, at + 1, why));
  }
}
