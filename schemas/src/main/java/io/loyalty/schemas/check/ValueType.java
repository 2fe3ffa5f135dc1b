package io.loyalty.schemas.check;

/** Lists the types of values that an expression computes with. */
public enum ValueType {
  /** An exact number: an int, a long or a decimal. */
  NUMBER,
  /** A text or the symbol of an enum. */
  TEXT,
  /** An instant, in microseconds since 1970. */
  TIMESTAMP,
  /** A calendar date, in days since 1970. */
  DATE,
  /** A length of time, in microseconds; no field has it. */
  DURATION,
  /** True or false. */
  CONDITION,
  /** Any other type, of which an expression may only ask whether it is null. */
  OTHER;

  /** Returns the type as a sentence names it. */
  String words() {
    return switch (this) {
      case NUMBER -> "a number";
      case TEXT -> "a text";
      case TIMESTAMP -> "a timestamp";
      case DATE -> "a date";
      case DURATION -> "a duration";
      case CONDITION -> "a condition";
      case OTHER -> "of a type that a check can't compute with";
    };
  }
}
