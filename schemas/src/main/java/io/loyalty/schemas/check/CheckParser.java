package io.loyalty.schemas.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles one expression. Not thread-safe. */
final class CheckParser {
  private static final Map<String, Terms.Comparison> COMPARISONS =
      Map.of(
          "=", sign -> sign == 0,
          "!=", sign -> sign != 0,
          "<", sign -> sign < 0,
          "<=", sign -> sign <= 0,
          ">", sign -> sign > 0,
          ">=", sign -> sign >= 0);

  private final Tokens tokens;
  private final Operands operands;

  private CheckParser(Tokens tokens, Operands operands) {
    this.tokens = tokens;
    this.operands = operands;
  }

  /** Compiles a condition, and adds the values that it needs to {@code inputs}. */
  static Term.Value compile(String expression, CheckFields fields, List<CheckInput> inputs) {
    Tokens tokens = new Tokens(expression);
    CheckParser parser = new CheckParser(tokens, new Operands(tokens, fields, inputs));
    Token begin = tokens.peek();
    Term condition = parser.any();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.refused(tokens.peek(), "%s is one too many".formatted(tokens.peek().words()));
    }
    return parser.condition(condition, begin).value();
  }

  private Term any() {
    Token begin = tokens.peek();
    Term term = all();
    while (tokens.skip("or")) {
      Token second = tokens.peek();
      term = Terms.or(condition(term, begin), condition(all(), second));
    }
    return term;
  }

  private Term all() {
    Token begin = tokens.peek();
    Term term = negation();
    while (tokens.skip("and")) {
      Token second = tokens.peek();
      term = Terms.and(condition(term, begin), condition(negation(), second));
    }
    return term;
  }

  private Term negation() {
    if (!tokens.skip("not")) {
      return comparison();
    }
    Token begin = tokens.peek();
    return Terms.not(condition(negation(), begin));
  }

  private Term comparison() {
    Token begin = tokens.peek();
    Term left = sum();
    if (tokens.skip("is")) {
      boolean not = tokens.skip("not");
      tokens.expect("null");
      if (left.input() < 0) {
        throw tokens.refused(begin, "only a field is null or not");
      }
      return not ? Terms.not(Terms.isNull(left.input())) : Terms.isNull(left.input());
    }
    Token sign = tokens.peek();
    if (tokens.skip("not")) {
      tokens.expect("in");
      return Terms.not(in(left, begin));
    }
    if (tokens.skip("in")) {
      return in(left, begin);
    }
    if (sign.kind() == Token.Kind.SIGN && COMPARISONS.containsKey(sign.text())) {
      tokens.take();
      return compared(left, sign, sum());
    }
    return left;
  }

  private Term in(Term left, Token begin) {
    List<Term> choices = new ArrayList<>();
    tokens.expect("(");
    do {
      choices.add(compared(left, new Token(Token.Kind.SIGN, "=", begin.at()), sum()));
    } while (tokens.skip(","));
    tokens.expect(")");
    return Terms.anyOf(choices);
  }

  private Term compared(Term left, Token sign, Term right) {
    if (left.type() != right.type() || left.type() == ValueType.OTHER) {
      throw tokens.refused(
          sign,
          "%s can't be compared with %s".formatted(left.type().words(), right.type().words()));
    }
    if (left.type() == ValueType.TEXT || left.type() == ValueType.CONDITION) {
      if (!sign.is("=") && !sign.is("!=")) {
        throw tokens.refused(sign, "%s is only = or !=".formatted(left.type().words()));
      }
    }
    if (left.type() == ValueType.TEXT) {
      Term same = operands.sameText(left, right, sign);
      return sign.is("=") ? same : Terms.not(same);
    }
    operands.checkDigits(sign, Math.max(left.scale(), right.scale()));
    return Terms.compare(left, right, COMPARISONS.get(sign.text()));
  }

  private Term sum() {
    Term term = product();
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      Token sign = tokens.take();
      Term next = product();
      ValueType type = resultOf(term, sign, next);
      Term sum = Terms.plus(term, sign.is("+") ? next : Terms.negated(next));
      term = new Term(type, sum.scale(), sum.value(), -1);
    }
    return term;
  }

  private ValueType resultOf(Term left, Token sign, Term right) {
    if (left.type() == ValueType.NUMBER && right.type() == ValueType.NUMBER) {
      operands.checkDigits(sign, Math.max(left.scale(), right.scale()));
      return ValueType.NUMBER;
    }
    if (left.type() == ValueType.TIMESTAMP && right.type() == ValueType.DURATION) {
      return ValueType.TIMESTAMP;
    }
    if (left.type() == ValueType.TIMESTAMP && right.type() == ValueType.TIMESTAMP && sign.is("-")) {
      return ValueType.DURATION;
    }
    throw tokens.refused(
        sign,
        "%s %s %s has no meaning"
            .formatted(left.type().words(), sign.text(), right.type().words()));
  }

  private Term product() {
    Term term = factor();
    while (tokens.peek().is("*")) {
      Token sign = tokens.take();
      Term next = factor();
      if (term.type() != ValueType.NUMBER || next.type() != ValueType.NUMBER) {
        throw tokens.refused(sign, "only numbers are multiplied");
      }
      operands.checkDigits(sign, term.scale() + next.scale());
      term = Terms.times(term, next);
    }
    return term;
  }

  private Term factor() {
    Token begin = tokens.peek();
    if (tokens.skip("-")) {
      Token negated = tokens.peek();
      return Terms.negated(number(factor(), negated));
    }
    if (tokens.skip("(")) {
      Term inner = any();
      tokens.expect(")");
      return new Term(inner.type(), inner.scale(), inner.value(), -1);
    }
    if (begin.is("abs")) {
      tokens.take();
      tokens.expect("(");
      Term inner = number(sum(), begin);
      tokens.expect(")");
      return Terms.absolute(inner);
    }
    return operands.next();
  }

  private Term number(Term term, Token at) {
    if (term.type() != ValueType.NUMBER) {
      throw tokens.refused(at, "a number is expected, this is " + term.type().words());
    }
    return term;
  }

  private Term condition(Term term, Token at) {
    if (term.type() != ValueType.CONDITION) {
      throw tokens.refused(at, "a condition is expected, this is " + term.type().words());
    }
    return term;
  }
}
