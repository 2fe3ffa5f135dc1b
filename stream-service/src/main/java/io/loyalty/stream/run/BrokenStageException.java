package io.loyalty.stream.run;

/** Signals a set-up that a stage can't run with; the message is one sentence with the remedy. */
public final class BrokenStageException extends RuntimeException {
  /** States what is wrong and what to do. */
  public BrokenStageException(String message) {
    super(message);
  }

  BrokenStageException(String message, Throwable cause) {
    super(message, cause);
  }
}
