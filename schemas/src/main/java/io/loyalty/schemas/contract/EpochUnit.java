package io.loyalty.schemas.contract;

import java.util.Locale;

/** States the unit of a number that a contract declares as a time since 1970-01-01T00:00Z. */
public enum EpochUnit {
  /** The number counts seconds. */
  SECONDS(0),
  /** The number counts milliseconds. */
  MILLIS(3),
  /** The number counts microseconds. */
  MICROS(6);

  private final int digits;

  EpochUnit(int digits) {
    this.digits = digits;
  }

  /** Returns the number of decimal digits of a second that this unit keeps. */
  public int digits() {
    return digits;
  }

  /** Returns the name of the unit in contracts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
