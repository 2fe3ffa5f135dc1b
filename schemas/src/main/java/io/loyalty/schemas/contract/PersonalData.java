package io.loyalty.schemas.contract;

/**
 * Lists the levels of personal data in a field. A field has its own level or that of the field
 * around it, whichever is higher. The value of a hashed field is {@link #DIRECT} before it is
 * hashed, whatever its contract states.
 */
public enum PersonalData {
  /** The field contains no personal data. */
  NONE,
  /** The field identifies a person to those who know the number; BI joins on it. */
  PSEUDONYM,
  /** The field contains data of the person; only authorised readers may see it. */
  DIRECT;

  /** Returns the higher of the two levels. */
  PersonalData or(PersonalData other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
