package io.loyalty.schemas.contract;

/**
 * What a field says of a person, by its contract. A field has its own level, or that of the field
 * around it where that is higher; what is hashed is direct in clear, whatever else the contract
 * says.
 */
public enum PersonalData {
  /** Nothing. */
  NONE,
  /** Which person, to those who know its number: BI joins on it. */
  PSEUDONYM,
  /** Something of the person itself: only those see it who are allowed to. */
  DIRECT;

  /** The higher of the two levels. */
  PersonalData or(PersonalData other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
