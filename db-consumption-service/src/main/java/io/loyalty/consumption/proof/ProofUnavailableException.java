package io.loyalty.consumption.proof;

/** Nothing could be proven now, since something that has to be asked does not answer. */
public final class ProofUnavailableException extends RuntimeException {
  ProofUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
