package io.loyalty.schemas.wire;

/**
 * Signals bytes that are no record in Confluent's wire format. The message never contains the
 * bytes.
 */
public final class MalformedRecordException extends RuntimeException {
  /** States what is wrong with the bytes. */
  public MalformedRecordException(String message) {
    super(message);
  }

  /** States what is wrong with the bytes, with the decoder's own fault as cause. */
  public MalformedRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
