package io.loyalty.schemas.check;

import static io.loyalty.schemas.check.CheckValues.UNKNOWN;
import static io.loyalty.schemas.check.Term.FALSE;
import static io.loyalty.schemas.check.Term.TRUE;
import static io.loyalty.schemas.check.Term.truth;

import io.loyalty.schemas.check.Term.Value;
import java.util.List;

/**
 * Combines parts of an expression. As in SQL, what is computed from an unknown value is unknown.
 */
final class Terms {
  private Terms() {}

  /** Compares two values by the sign that {@link Long#compare} gives. */
  @FunctionalInterface
  interface Comparison {
    boolean holds(int sign);
  }

  static Term compare(Term left, Term right, Comparison comparison) {
    Value a = atScale(left, right.scale());
    Value b = atScale(right, left.scale());
    return Term.condition(
        values -> {
          long first = a.of(values);
          long second = b.of(values);
          return first == UNKNOWN || second == UNKNOWN
              ? UNKNOWN
              : truth(comparison.holds(Long.compare(first, second)));
        });
  }

  static Term sameText(int left, int right) {
    return Term.condition(
        values ->
            values.isKnown(left) && values.isKnown(right)
                ? truth(values.isSameText(left, right))
                : UNKNOWN);
  }

  static Term isText(int field, byte[] text) {
    return Term.condition(
        values -> values.isKnown(field) ? truth(values.isText(field, text, text.length)) : UNKNOWN);
  }

  static Term plus(Term left, Term right) {
    Value a = atScale(left, right.scale());
    Value b = atScale(right, left.scale());
    return new Term(
        left.type(),
        Math.max(left.scale(), right.scale()),
        values -> {
          long first = a.of(values);
          long second = b.of(values);
          return first == UNKNOWN || second == UNKNOWN ? UNKNOWN : Numbers.sum(first, second);
        },
        -1);
  }

  static Term times(Term left, Term right) {
    Value a = left.value();
    Value b = right.value();
    return Term.number(
        left.scale() + right.scale(), values -> Numbers.product(a.of(values), b.of(values)));
  }

  static Term negated(Term term) {
    Value a = term.value();
    return new Term(
        term.type(),
        term.scale(),
        values -> {
          long value = a.of(values);
          return value == UNKNOWN ? UNKNOWN : -value;
        },
        -1);
  }

  static Term absolute(Term term) {
    Value a = term.value();
    return Term.number(
        term.scale(),
        values -> {
          long value = a.of(values);
          return value == UNKNOWN ? UNKNOWN : Math.abs(value);
        });
  }

  static Term not(Term term) {
    Value a = term.value();
    return Term.condition(
        values -> {
          long value = a.of(values);
          return value == UNKNOWN ? UNKNOWN : truth(value == FALSE);
        });
  }

  static Term and(Term left, Term right) {
    Value a = left.value();
    Value b = right.value();
    return Term.condition(
        values -> {
          long first = a.of(values);
          if (first == FALSE) {
            return FALSE;
          }
          long second = b.of(values);
          return second == FALSE ? FALSE : first == TRUE ? second : UNKNOWN;
        });
  }

  static Term or(Term left, Term right) {
    return not(and(not(left), not(right)));
  }

  static Term anyOf(List<Term> conditions) {
    return conditions.stream().reduce(Terms::or).orElseThrow();
  }

  static Term isNull(int field) {
    return Term.condition(values -> truth(!values.isKnown(field)));
  }

  private static Value atScale(Term term, int other) {
    Value value = term.value();
    int digits = Math.max(0, other - term.scale());
    return digits == 0 ? value : values -> Numbers.scaled(value.of(values), digits);
  }
}
