package io.loyalty.console.login;

/** Lists what a visitor may do; who may act may read, too. */
public enum Role {
  /** Sees every page and changes nothing. */
  READ,
  /** Changes things as well, such as a redrive or the end of a hold. */
  ACT
}
