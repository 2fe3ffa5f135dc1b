package io.loyalty.schemas.check;

/**
 * Describes a compiled part of an expression.
 *
 * @param type the type of its value
 * @param scale digits after the point, of a number
 * @param value computes the value; of a condition 1, 0 or unknown; of a text only whether it is
 *     known
 * @param input the number of the input, if the part is a field alone; else -1
 */
record Term(ValueType type, int scale, Value value, int input) {
  /** Computes a value from those of an event. */
  @FunctionalInterface
  interface Value {
    long of(CheckValues values);
  }

  static final long TRUE = 1;
  static final long FALSE = 0;

  static Term of(ValueType type, Value value) {
    return new Term(type, 0, value, -1);
  }

  static Term number(int scale, Value value) {
    return new Term(ValueType.NUMBER, scale, value, -1);
  }

  static Term condition(Value value) {
    return of(ValueType.CONDITION, value);
  }

  static long truth(boolean holds) {
    return holds ? TRUE : FALSE;
  }
}
