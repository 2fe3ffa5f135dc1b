package io.loyalty.schemas.contract;

import java.util.Locale;

/** What a number counts since 1970-01-01T00:00Z, where the contract says that numbers are times. */
public enum EpochUnit {
  /** Seconds. */
  SECONDS(0),
  /** Milliseconds. */
  MILLIS(3),
  /** Microseconds. */
  MICROS(6);

  private final int digits;

  EpochUnit(int digits) {
    this.digits = digits;
  }

  /** Digits of a second's fraction that it holds. */
  public int digits() {
    return digits;
  }

  /** Its name in contracts. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
