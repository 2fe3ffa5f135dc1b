package io.loyalty.schemas.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into its tokens and hands them out in order. Not thread-safe. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|([0-9]+(?:\\.[0-9]+)?)|'((?:[^']|'')*)'"
              + "|(<=|>=|!=|[=<>()+*,.-]))");

  private final String expression;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String expression) {
    this.expression = expression;
    int end = expression.stripTrailing().length();
    Matcher matcher = TOKEN.matcher(expression);
    int at = 0;
    while (at < end) {
      if (!matcher.region(at, end).lookingAt()) {
        throw new InvalidCheckException(
            expression, at, "%s begins nothing".formatted(expression.substring(at).strip()));
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Token.Kind.END, "", end));
  }

  private static Token token(Matcher found) {
    if (found.group(1) != null) {
      return new Token(Token.Kind.WORD, found.group(1), found.start(1));
    }
    if (found.group(2) != null) {
      return new Token(Token.Kind.NUMBER, found.group(2), found.start(2));
    }
    if (found.group(3) != null) {
      return new Token(Token.Kind.TEXT, found.group(3).replace("''", "'"), found.start(3) - 1);
    }
    return new Token(Token.Kind.SIGN, found.group(4), found.start(4));
  }

  Token peek() {
    return tokens.get(next);
  }

  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  /** Takes the next token if it is this one. */
  boolean skip(String expected) {
    if (!peek().is(expected)) {
      return false;
    }
    take();
    return true;
  }

  void expect(String expected) {
    if (!skip(expected)) {
      throw refused(peek(), "%s is expected, not %s".formatted(expected, peek().words()));
    }
  }

  Token expect(Token.Kind kind, String what) {
    if (peek().kind() != kind) {
      throw refused(peek(), "%s is expected, not %s".formatted(what, peek().words()));
    }
    return take();
  }

  InvalidCheckException refused(Token at, String why) {
    return new InvalidCheckException(expression, at.at(), why);
  }
}
