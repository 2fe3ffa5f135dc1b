package io.loyalty.console.service;

/** Signals that a file can't be made, because an answer for it is missing. */
public final class MissingAnswerException extends RuntimeException {
  /** Creates the exception with the sentence that the page shows in the place of the answer. */
  public MissingAnswerException(String sentence) {
    super(sentence);
  }
}
