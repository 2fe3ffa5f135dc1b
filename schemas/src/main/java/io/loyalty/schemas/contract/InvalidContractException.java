package io.loyalty.schemas.contract;

/**
 * An Avro file breaks a rule of the contract; the message names the file or type, the field and the
 * fix.
 */
public final class InvalidContractException extends RuntimeException {
  /** Creates the exception; the message names the field and the fix. */
  public InvalidContractException(String message) {
    super(message);
  }

  InvalidContractException(String message, Throwable cause) {
    super(message, cause);
  }
}
