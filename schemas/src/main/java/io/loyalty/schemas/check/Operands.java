package io.loyalty.schemas.check;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Reads the operands of an expression: fields, totals of arrays, and constants. */
final class Operands {
  private static final int MOST_DIGITS = 18;

  private final Tokens tokens;
  private final CheckFields fields;
  private final List<CheckInput> inputs;
  private final IdentityHashMap<Term, byte[]> texts = new IdentityHashMap<>();

  Operands(Tokens tokens, CheckFields fields, List<CheckInput> inputs) {
    this.tokens = tokens;
    this.fields = fields;
    this.inputs = inputs;
  }

  Term next() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.take());
      case TEXT -> text(tokens.take());
      case WORD -> word(tokens.take());
      case SIGN, END ->
          throw tokens.refused(token, "a value is expected, not %s".formatted(token.words()));
    };
  }

  /** Compares two texts, of which one at least is a field. */
  Term sameText(Term left, Term right, Token sign) {
    byte[] constant = texts.getOrDefault(left, texts.get(right));
    Term field = texts.containsKey(left) ? right : left;
    if (texts.containsKey(field)) {
      throw tokens.refused(sign, "two constants are compared");
    }
    return constant == null
        ? Terms.sameText(left.input(), right.input())
        : Terms.isText(field.input(), constant);
  }

  void checkDigits(Token at, int scale) {
    if (scale > MOST_DIGITS) {
      throw tokens.refused(
          at, "the result has more than %d digits after the point".formatted(MOST_DIGITS));
    }
  }

  private Term word(Token word) {
    return switch (word.text()) {
      case "true" -> Term.condition(values -> Term.TRUE);
      case "false" -> Term.condition(values -> Term.FALSE);
      case "sum", "count", "duration", "timestamp", "date" ->
          tokens.peek().is("(") ? call(word) : field(word);
      default -> field(word);
    };
  }

  private Term call(Token function) {
    tokens.expect("(");
    Term result =
        switch (function.text()) {
          case "sum" -> sum();
          case "count" -> count();
          default -> time(function);
        };
    tokens.expect(")");
    return result;
  }

  private Term field(Token first) {
    List<String> path = path(first);
    if (fields.isArray(path)) {
      throw tokens.refused(
          first, "%s is an array; use sum or count".formatted(String.join(".", path)));
    }
    CheckFields.Kind kind = known(first, path, fields.field(path));
    int input = input(new CheckInput(CheckInput.Use.VALUE, List.of(), path, kind));
    return new Term(kind.type(), kind.scale(), values -> values.number(input), input);
  }

  private Term sum() {
    Token first = tokens.expect(Token.Kind.WORD, "a field of an array");
    List<String> path = path(first);
    for (int length = 1; length < path.size(); length++) {
      List<String> array = path.subList(0, length);
      if (fields.isArray(array)) {
        List<String> item = path.subList(length, path.size());
        CheckFields.Kind kind = known(first, path, fields.itemField(array, item));
        if (kind.type() != ValueType.NUMBER) {
          throw tokens.refused(first, "only numbers are summed; this is " + kind.type().words());
        }
        int input = input(new CheckInput(CheckInput.Use.SUM, array, item, kind));
        return Term.number(kind.scale(), values -> values.number(input));
      }
    }
    throw tokens.refused(
        first, "%s is no field of an array of records".formatted(String.join(".", path)));
  }

  private Term count() {
    Token first = tokens.expect(Token.Kind.WORD, "an array");
    List<String> array = path(first);
    if (!fields.isArray(array)) {
      throw tokens.refused(first, "%s is no array of records".formatted(String.join(".", array)));
    }
    int input =
        input(
            new CheckInput(
                CheckInput.Use.COUNT, array, List.of(), new CheckFields.Kind(ValueType.NUMBER, 0)));
    return Term.number(0, values -> values.number(input));
  }

  private CheckFields.Kind known(Token at, List<String> path, Optional<CheckFields.Kind> kind) {
    return kind.orElseThrow(
        () -> tokens.refused(at, "%s is no field of the event".formatted(String.join(".", path))));
  }

  private List<String> path(Token first) {
    List<String> path = new ArrayList<>(List.of(first.text()));
    while (tokens.skip(".")) {
      path.add(tokens.expect(Token.Kind.WORD, "a field").text());
    }
    return path;
  }

  private int input(CheckInput wanted) {
    if (!inputs.contains(wanted)) {
      inputs.add(wanted);
    }
    return inputs.indexOf(wanted);
  }

  private Term number(Token token) {
    BigDecimal number = new BigDecimal(token.text());
    if (number.precision() > MOST_DIGITS || number.scale() > MOST_DIGITS) {
      throw tokens.refused(token, "a number has at most %d digits".formatted(MOST_DIGITS));
    }
    long unscaled = number.unscaledValue().longValueExact();
    return Term.number(number.scale(), values -> unscaled);
  }

  private Term text(Token token) {
    Term constant = Term.of(ValueType.TEXT, values -> 0);
    texts.put(constant, token.text().getBytes(StandardCharsets.UTF_8));
    return constant;
  }

  private Term time(Token function) {
    Token text = tokens.expect(Token.Kind.TEXT, "a text such as %s".formatted(example(function)));
    try {
      return switch (function.text()) {
        case "date" -> constant(ValueType.DATE, LocalDate.parse(text.text()).toEpochDay());
        case "timestamp" ->
            constant(
                ValueType.TIMESTAMP,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text.text())));
        default ->
            constant(
                ValueType.DURATION, Math.floorDiv(Duration.parse(text.text()).toNanos(), 1_000L));
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw tokens.refused(
          text, "'%s' is none; write %s".formatted(text.text(), example(function)));
    }
  }

  private static Term constant(ValueType type, long value) {
    return Term.of(type, values -> value);
  }

  private static String example(Token function) {
    return switch (function.text()) {
      case "date" -> "date('2026-01-31')";
      case "timestamp" -> "timestamp('2026-01-31T12:00:00Z')";
      default -> "duration('PT5M')";
    };
  }
}
