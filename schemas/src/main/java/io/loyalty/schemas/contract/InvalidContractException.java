package io.loyalty.schemas.contract;

/**
 * An Avro file breaks a rule of the contract; the message names the file or type, the field and the
 * fix.
 */
public final class InvalidContractException extends RuntimeException {
  InvalidContractException(String message) {
    super(message);
  }

  InvalidContractException(String message, Throwable cause) {
    super(message, cause);
  }
}
