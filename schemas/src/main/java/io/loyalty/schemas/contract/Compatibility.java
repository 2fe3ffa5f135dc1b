package io.loyalty.schemas.contract;

/** Lists the levels of compatibility that a contract may declare, under the registry's names. */
public enum Compatibility {
  /** Every version reads the records of every other. */
  FULL_TRANSITIVE,
  /** The newest version reads the records of all earlier ones; needs a reason in the contract. */
  BACKWARD_TRANSITIVE
}
