package io.loyalty.stream.fraud.rule;

import java.util.Locale;

/** Lists what a rule may do. */
public enum RuleMode {
  /** It is not evaluated. */
  OFF,
  /** It is evaluated and its cases are counted, but no event is emitted. */
  SHADOW,
  /** Its cases are counted and emitted. */
  ON;

  /** Returns the name as in the configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
